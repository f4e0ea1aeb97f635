import { type EnqueuedTask, Meilisearch } from "meilisearch";

/** Where the engine is and the keys for each work. The master key makes these keys and does nothing else. */
export type EngineAccess = { readonly url: string; readonly searchKey: string; readonly writerKey: string; readonly adminKey: string };

/** The engine by what each client may do; a key that leaks opens no more than its work. */
export type Engine = { readonly search: Meilisearch; readonly writer: Meilisearch; readonly admin: Meilisearch };

/** Patience in milliseconds: a reader's is short. The writer's stays below the lease of a sender. */
const patience = { search: 400, writer: 10_000, admin: 10_000 } as const;

/** Opens the engine. Nothing is sent yet. `searchMs` is how long a reader waits for it. Default: 400. */
export function openEngine({ url, searchKey, writerKey, adminKey }: EngineAccess, searchMs: number = patience.search): Engine {
  const client = (apiKey: string, timeout: number) => new Meilisearch({ host: url, apiKey, timeout });
  return {
    search: client(searchKey, searchMs),
    writer: client(writerKey, patience.writer),
    admin: client(adminKey, patience.admin),
  };
}

const scopes = {
  search: ["search"],
  writer: ["documents.add", "documents.delete", "documents.get", "tasks.get", "stats.get", "indexes.get"],
  admin: ["indexes.*", "settings.*", "tasks.*", "documents.get", "stats.get"],
} as const;

/**
 * Makes the three keys with the master key, for indexes of this node alone, good until `expiresAt`. The writer cannot
 * make an index, so that a wrong name fails instead of making one without settings.
 */
export async function makeKeys(url: string, masterKey: string, expiresAt: Date): Promise<EngineAccess> {
  const master = new Meilisearch({ host: url, apiKey: masterKey, timeout: patience.admin });
  const make = async (name: keyof typeof scopes): Promise<string> => {
    const made = await master.createKey({ name: `dostyk ${name}`, actions: [...scopes[name]], indexes: [`${indexPrefix}*`], expiresAt });
    return made.key;
  };
  return { url, searchKey: await make("search"), writerKey: await make("writer"), adminKey: await make("admin") };
}

/** The indexes of a node begin so; each generation has one of its own. */
export const indexPrefix = "records_";

/** How a task is waited for: another look after a pause. Tests hand in one that lets the stand-in work. */
export type Pause = () => Promise<void>;

const looksAtMost = 600;

/** Waits until a task has succeeded. @throws EngineRefused where it fails, is cancelled, forgotten, or never ends */
export async function succeeded(client: Meilisearch, { taskUid }: EnqueuedTask, pause: Pause): Promise<void> {
  for (let look = 0; look < looksAtMost; look += 1) {
    // The client's own waiting gives up at one dropped answer and takes a failed task for done.
    const { results } = await client.tasks.getTasks({ uids: [taskUid] });
    const [task] = results;
    if (task === undefined) throw new EngineRefused(`The engine has forgotten task ${taskUid}.`);
    if (task.status === "succeeded") return;
    if (task.status === "failed" || task.status === "canceled")
      throw new EngineRefused(task.error?.message ?? `Task ${taskUid} was ${task.status}.`);
    await pause();
  }
  throw new EngineRefused(`Task ${taskUid} has not ended.`);
}

/** The engine said no, or nothing, to work that must be done. */
export class EngineRefused extends Error {}
