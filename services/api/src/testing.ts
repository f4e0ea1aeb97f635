import { Writable } from "node:stream";
import { type Api, type ApiOptions, createApi } from "./api.ts";
import { composeServer, type ServerOptions } from "./compose-server.ts";
import type { Site } from "./edge-listener.ts";
import type { PublicError } from "./public-error.ts";
import { createLogger } from "./logger.ts";

/** An answer as it came over HTTP. */
export type Heard = {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data?: unknown;
  readonly errors?: readonly PublicError[];
};

/** A node's server on a free port of this computer. */
export type ServedApi = {
  readonly api: Api;
  readonly url: string;
  /** What was logged so far, one object a line. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** Asks by POST. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>, headers?: Readonly<Record<string, string>>): Promise<Heard>;
  /** Any request to the server; a path that begins with `?` goes to /graphql. */
  request(path: string, init?: RequestInit): Promise<Heard>;
  close(): Promise<void>;
};

const emptySite: Site = { fetch: () => new Response("the website") };

/** What the API, the website beside it and the edge before both are to be like. */
export type ServedApiOptions = Omit<ApiOptions, "origin" | "logger"> & {
  readonly site?: Site;
  readonly edge?: Omit<ServerOptions, "api" | "site" | "logger">;
};

/** Serves the API over real HTTP, with its log kept instead of printed. */
export async function servedApi(options: ServedApiOptions): Promise<ServedApi> {
  const { site = emptySite, edge = {}, ...given } = options;
  const log: Record<string, unknown>[] = [];
  const lines = new Writable({
    write(chunk, _encoding, done) {
      log.push(JSON.parse(String(chunk)) as Record<string, unknown>);
      done();
    },
  });
  const logger = createLogger("debug", lines);
  const api = createApi({ ...given, origin: "http://localhost:4000", logger });
  const server = composeServer({ ...edge, api, site, logger });
  const url = `http://127.0.0.1:${await server.listen(0, "127.0.0.1")}`;

  const request = async (path: string, init: RequestInit = {}): Promise<Heard> => {
    const response = await fetch(`${url}${path.startsWith("?") ? "/graphql" : ""}${path}`, init);
    const text = await response.text();
    const json = response.headers.get("content-type")?.includes("json") === true && text !== "" ? (JSON.parse(text) as object) : {};
    return { ...json, status: response.status, headers: response.headers, text };
  };
  const ask: ServedApi["ask"] = (query, variables = {}, headers = {}) =>
    request("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify({ query, variables }),
    });
  return { api, url, log, ask, request, close: () => server.close(200) };
}
