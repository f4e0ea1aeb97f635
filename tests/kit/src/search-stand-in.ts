import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Contract } from "./contract.ts";
import {
  distributionOf,
  FilterRefused,
  searchInMemory,
  type StandInHit,
  type StandInQuery,
  type StoredDocument,
} from "./search-in-memory.ts";

type Index = {
  readonly uid: string;
  readonly createdAt: string;
  readonly documents: Map<string, StoredDocument>;
  settings: Readonly<Record<string, unknown>>;
};

type Work = { readonly kind: string; readonly run: (index: Index | undefined) => void; readonly documents: readonly StoredDocument[] };

type Task = {
  readonly uid: number;
  readonly indexUid: string;
  readonly type: string;
  readonly enqueuedAt: string;
  readonly customMetadata: string | null;
  readonly work: Work;
  status: "enqueued" | "succeeded" | "failed";
  error: object | null;
};

/** Ways for the next request, or for the work, to go wrong. */
export type Fault = "hang" | "html" | "busy" | "cut" | "answer lost";

/** A search engine of Meilisearch's kind in this process, with a queue that works when it is told to. */
export type SearchStandIn = {
  readonly url: string;
  readonly masterKey: string;
  /** What was asked or answered that the contract does not allow. */
  readonly broken: readonly string[];
  /** Decides how a request goes wrong; null for not at all. Default: never. */
  fault: (method: string, path: string) => Fault | null;
  /** Documents the engine cannot take: one fails every task that is merged with its own. Default: none. */
  poison: (document: StoredDocument) => boolean;
  /** Works on everything that waits. Neighbours of one index are one batch. */
  tick(): void;
  /** Forgets finished tasks, as a full queue does. */
  forgetTasks(): void;
  /** Loses every document, task and index, as a wiped disk does, or one that is restored from before. */
  wipe(): void;
  documents(index: string): ReadonlyMap<string, StoredDocument>;
  /** Whether each request finds its work done at once. Default: no. */
  instant: boolean;
  close(): Promise<void>;
};

class Refused extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** Starts one on a free port. With a contract, every request and every answer is held against it. */
export async function startSearchStandIn(contract: Contract | null): Promise<SearchStandIn> {
  const masterKey = "master-key-of-the-stand-in";
  const indexes = new Map<string, Index>();
  const keys = new Map<string, { readonly actions: readonly string[]; readonly indexes: readonly string[] }>();
  let tasks: Task[] = [];
  let made = 0;
  const broken: string[] = [];
  const stamp = () => new Date(Date.UTC(2026, 0, 1) + (made += 1)).toISOString();

  const enqueue = (indexUid: string, type: string, work: Work, customMetadata: string | null) => {
    const task: Task = { uid: (made += 1), indexUid, type, enqueuedAt: stamp(), customMetadata, work, status: "enqueued", error: null };
    tasks.push(task);
    return {
      taskUid: task.uid,
      indexUid,
      status: "enqueued",
      type,
      enqueuedAt: task.enqueuedAt,
      ...(customMetadata === null ? {} : { customMetadata }),
    };
  };
  const indexOf = (uid: string): Index => {
    const index = indexes.get(uid);
    if (index === undefined) throw new Refused(404, "index_not_found", `Index \`${uid}\` not found.`);
    return index;
  };

  const routes: readonly (readonly [string, string, string, number, (uid: string, body: never, query: URLSearchParams) => unknown])[] = [
    [
      "POST",
      "/keys",
      "master",
      201,
      (_uid, body: { actions: string[]; indexes: string[]; name?: string; expiresAt: string | null }) => {
        const key = `key-${(made += 1)}`;
        keys.set(key, body);
        const at = stamp();
        const uid = "00000000-0000-4000-8000-000000000000";
        return { ...body, key, uid, createdAt: at, updatedAt: at, description: null };
      },
    ],
    [
      "POST",
      "/indexes",
      "indexes.create",
      202,
      (_uid, { uid, primaryKey }: { uid: string; primaryKey: string }) =>
        enqueue(
          uid,
          "indexCreation",
          {
            kind: `create ${primaryKey}`,
            documents: [],
            run: (there) => {
              if (there !== undefined) throw new Refused(400, "index_already_exists", `Index \`${uid}\` already exists.`);
              indexes.set(uid, { uid, createdAt: stamp(), documents: new Map(), settings: {} });
            },
          },
          null,
        ),
    ],
    [
      "GET",
      "/indexes/{index_uid}",
      "indexes.get",
      200,
      (uid) => {
        const { createdAt } = indexOf(uid);
        return { uid, createdAt, updatedAt: createdAt, primaryKey: "id" };
      },
    ],
    [
      "DELETE",
      "/indexes/{index_uid}",
      "indexes.delete",
      202,
      (uid) =>
        enqueue(
          uid,
          "indexDeletion",
          {
            kind: "delete",
            documents: [],
            run: (there) => {
              if (there === undefined) throw new Refused(404, "index_not_found", `Index \`${uid}\` not found.`);
              indexes.delete(uid);
            },
          },
          null,
        ),
    ],
    [
      "PATCH",
      "/indexes/{index_uid}/settings",
      "settings.update",
      202,
      (uid, settings: object) =>
        enqueue(
          uid,
          "settingsUpdate",
          {
            kind: "settings",
            documents: [],
            run: (there) => {
              if (there !== undefined) there.settings = { ...there.settings, ...settings };
            },
          },
          null,
        ),
    ],
    [
      "GET",
      "/indexes/{index_uid}/stats",
      "stats.get",
      200,
      (uid) => ({
        numberOfDocuments: indexOf(uid).documents.size,
        indexSize: 0,
        usedIndexSize: 0,
        rawDocumentDbSize: 0,
        avgDocumentSize: 0,
        isIndexing: false,
        fieldDistribution: {},
      }),
    ],
    [
      "POST",
      "/indexes/{index_uid}/documents",
      "documents.add",
      202,
      (uid, documents: readonly StoredDocument[], query) =>
        enqueue(
          uid,
          "documentAdditionOrUpdate",
          {
            kind: "documents",
            documents,
            run: (there) => {
              if (there === undefined) throw new Refused(404, "index_not_found", `Index \`${uid}\` not found.`);
              for (const document of documents) there.documents.set(document.id, document);
            },
          },
          query.get("customMetadata"),
        ),
    ],
    [
      "POST",
      "/indexes/{index_uid}/documents/delete-batch",
      "documents.delete",
      202,
      (uid, ids: readonly string[], query) =>
        enqueue(
          uid,
          "documentDeletion",
          {
            kind: "documents",
            documents: [],
            run: (there) => {
              for (const id of ids) there?.documents.delete(id);
            },
          },
          query.get("customMetadata"),
        ),
    ],
    [
      "POST",
      "/indexes/{index_uid}/documents/fetch",
      "documents.get",
      200,
      (uid, { fields, limit = 20, offset = 0 }: { fields?: string[]; limit?: number; offset?: number }) => {
        const all = [...indexOf(uid).documents.values()];
        const picked = all
          .slice(offset, offset + limit)
          .map((one) => (fields === undefined ? one : Object.fromEntries(fields.map((field) => [field, one[field]]))));
        return { results: picked, offset, limit, total: all.length };
      },
    ],
    [
      "GET",
      "/tasks",
      "tasks.get",
      200,
      (_uid, _body, query) => {
        const uids = (query.get("uids") ?? "").split(",").filter(Boolean).map(Number);
        const found = tasks.filter(({ uid }) => uids.includes(uid));
        const results = found.map(({ uid, indexUid, type, enqueuedAt, status, error, customMetadata }) => ({
          uid,
          indexUid,
          type,
          enqueuedAt,
          status,
          error,
          batchUid: null,
          canceledBy: null,
          details: null,
          duration: null,
          ...(status === "enqueued" ? {} : { startedAt: enqueuedAt, finishedAt: enqueuedAt }),
          ...(customMetadata === null ? {} : { customMetadata }),
        }));
        return { results, total: results.length, limit: Number(query.get("limit") ?? 20), from: results[0]?.uid ?? null, next: null };
      },
    ],
    [
      "POST",
      "/indexes/{index_uid}/search",
      "search",
      200,
      (uid, { q, limit = 20, facets = [], ...query }: StandInQuery & { limit?: number; facets?: string[] }) => {
        const hits = searchInMemory(indexOf(uid).documents.values(), searchable(indexOf(uid)), { ...query, q: q ?? "" });
        const shown = hits.slice(0, limit).map(({ document }) => displayed(document));
        return {
          hits: shown,
          query: q ?? "",
          processingTimeMs: 1,
          limit,
          offset: 0,
          estimatedTotalHits: hits.length,
          facetDistribution: distributionOf(hits, facets),
        };
      },
    ],
    [
      "POST",
      "/multi-search",
      "search",
      200,
      (_uid, { federation, queries }: Federated) => {
        const best = new Map<string, StandInHit>();
        for (const query of queries) {
          const index = indexOf(query.indexUid);
          for (const hit of searchInMemory(index.documents.values(), searchable(index), query)) {
            const score = hit.score * (query.federationOptions?.weight ?? 1);
            if (score > (best.get(hit.document.id)?.score ?? -1)) best.set(hit.document.id, { ...hit, score });
          }
        }
        const hits = [...best.values()].toSorted((a, b) => b.score - a.score || (a.document.id < b.document.id ? -1 : 1));
        const { limit = 20, offset = 0, facetsByIndex = {} } = federation;
        const counted = Object.entries(facetsByIndex).map(([uid, facets]) => [
          uid,
          { distribution: distributionOf(hits, facets), stats: {} },
        ]);
        return {
          hits: hits.slice(offset, offset + limit).map(({ document, score }) => ({
            ...displayed(document),
            _federation: { indexUid: queries[0]?.indexUid ?? "", queriesPosition: 0, weightedRankingScore: score },
          })),
          processingTimeMs: 1,
          limit,
          offset,
          estimatedTotalHits: hits.length,
          ...(counted.length === 0 ? {} : { facetsByIndex: Object.fromEntries(counted) }),
        };
      },
    ],
  ];

  const allowed = (key: string, action: string, uid: string): boolean => {
    if (key === masterKey) return true;
    const held = keys.get(key);
    if (held === undefined || action === "master") return false;
    const may = held.actions.some((one) => one === "*" || one === action || (one.endsWith(".*") && action.startsWith(one.slice(0, -1))));
    return (
      may &&
      (uid === "" || held.indexes.some((one) => one === "*" || one === uid || (one.endsWith("*") && uid.startsWith(one.slice(0, -1)))))
    );
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://stand-in");
    const method = request.method ?? "GET";
    const text = await bodyOf(request);
    const fault = state.fault(method, pathname);
    if (fault === "hang") return;
    if (fault === "cut") return void response.destroy();
    if (fault === "html") return void response.writeHead(502, { "content-type": "text/html" }).end("<html><body>Bad gateway</body></html>");
    const send = (status: number, body: unknown, template: string | null): void => {
      if (template !== null) broken.push(...(contract?.check(method, template, status, body) ?? []));
      if (fault === "answer lost") return void response.destroy();
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const failure = (status: number, code: string, message: string) =>
      send(
        status,
        { message, code, type: status === 403 ? "auth" : "invalid_request", link: `https://docs.meilisearch.com/errors#${code}` },
        null,
      );
    if (fault === "busy") return failure(503, "too_many_search_requests", "Too many search requests.");
    for (const [verb, template, action, status, run] of routes) {
      const uid = new RegExp(`^${template.replace("{index_uid}", "([A-Za-z0-9_-]+)")}$`, "u").exec(pathname)?.[1] ?? "";
      if (verb !== method || (uid === "" && template !== pathname)) continue;
      const body: unknown = text === "" ? undefined : JSON.parse(text);
      const named = uid === "" && action === "search" ? ((body as Federated).queries[0]?.indexUid ?? "") : uid;
      const key = (request.headers.authorization ?? "").replace(/^Bearer /u, "");
      if (!allowed(key, action, named)) return failure(403, "invalid_api_key", "The provided API key is invalid.");
      if (body !== undefined && !Array.isArray(body)) broken.push(...(contract?.check(method, template, "request", body) ?? []));
      try {
        const answered = run(uid, body as never, searchParams);
        if (state.instant) state.tick();
        return send(status, answered, template);
      } catch (error) {
        if (error instanceof FilterRefused) return failure(400, "invalid_search_filter", `Invalid filter: ${error.message}`);
        if (!(error instanceof Refused)) throw error;
        return failure(error.status, error.code, error.message);
      }
    }
    failure(404, "not_found", `${method} ${pathname}`);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      broken.push(String(error));
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;

  const state: SearchStandIn = {
    url: `http://127.0.0.1:${port}`,
    masterKey,
    broken,
    fault: () => null,
    poison: () => false,
    instant: false,
    tick() {
      const waiting = tasks.filter(({ status }) => status === "enqueued");
      for (let at = 0; at < waiting.length;) {
        const [first] = waiting.slice(at, at + 1);
        if (first === undefined) return;
        let end = at + 1;
        while (first.work.kind === "documents" && waiting[end]?.indexUid === first.indexUid && waiting[end]?.work.kind === "documents")
          end += 1;
        work(waiting.slice(at, end));
        at = end;
      }
    },
    forgetTasks() {
      tasks = tasks.filter(({ status }) => status === "enqueued");
    },
    wipe() {
      tasks = [];
      const uids = [...indexes.values()].map(({ uid, settings }) => ({ uid, settings }));
      indexes.clear();
      for (const { uid, settings } of uids) indexes.set(uid, { uid, settings, createdAt: stamp(), documents: new Map() });
    },
    documents: (uid) => indexes.get(uid)?.documents ?? new Map(),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  /** One bad document fails its whole batch, the innocent with it. */
  function work(batch: readonly Task[]): void {
    const bad = batch.flatMap((task) => task.work.documents).find((document) => state.poison(document));
    for (const task of batch) {
      try {
        if (bad !== undefined) throw new Refused(400, "invalid_document_geo_field", `Could not take the document ${bad.id}.`);
        task.work.run(indexes.get(task.indexUid));
        task.status = "succeeded";
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        task.status = "failed";
        task.error = { message: error.message, code: error.code, type: "invalid_request", link: "" };
      }
    }
  }
  return state;
}

type Federated = {
  readonly federation: { readonly limit?: number; readonly offset?: number; readonly facetsByIndex?: Readonly<Record<string, string[]>> };
  readonly queries: readonly (StandInQuery & { readonly indexUid: string; readonly federationOptions?: { readonly weight?: number } })[];
};

function searchable({ settings }: Index): readonly string[] {
  return (settings["searchableAttributes"] as readonly string[] | undefined) ?? [];
}

function displayed({ id, kind, digest }: StoredDocument): object {
  return { id, kind, digest };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
