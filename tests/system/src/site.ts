import { Writable } from "node:stream";
import { type Api, createApi, createLogger } from "@dostyk/api";
import { foundingAsserter, foundingRecord, loadArchive } from "@dostyk/archive";
import type { Database } from "@dostyk/db";
import { idSource } from "@dostyk/kernel";
import { createPortal, pageDocuments, type PortalFault } from "@dostyk/portal";

/** Where the site of the tests stands for the world. */
export const origin = "http://dostyk.test";

/** The website over a database that holds the founding record, with what it complained of. */
export interface TestSite {
  readonly site: ReturnType<typeof createPortal>;
  readonly api: Api;
  /** Every fault a page told of, in the order they happened. */
  readonly faults: readonly PortalFault[];
}

/** Loads the founding record and puts API and website over it, as `start` does in one process. */
export async function openSite({ prisma }: Pick<Database, "prisma">): Promise<TestSite> {
  const now = (): Date => new Date("2026-11-21T12:00:00Z");
  const context = { now, newId: idSource(now, Math.random), homeNode: origin, asserter: foundingAsserter };
  await loadArchive(prisma, context, foundingRecord, () => {});
  const silent = new Writable({ write: (_line, _encoding, done) => done() });
  const api = createApi({ prisma, origin, logger: createLogger("error", silent), clock: now, documents: pageDocuments() });
  const faults: PortalFault[] = [];
  const site = createPortal({
    ask: (document, variables, options) => api.ask(document, variables, options),
    origin,
    clock: now,
    onFault: (fault) => faults.push(fault),
  });
  return { site, api, faults };
}
