import { Writable } from "node:stream";
import { composeServer, createApi, createLogger } from "@dostyk/api";
import { connect, type Database, migrate } from "@dostyk/db";
import { startScratchServer } from "@dostyk/db/testing";
import { firstOperatorInvitation } from "@dostyk/identity";
import { testIdentity } from "@dostyk/identity/testing";
import { givenQueues } from "@dostyk/jobs/testing";
import { newId, system } from "@dostyk/kernel";
import { houseJobs } from "@dostyk/network";
import { createPortal } from "@dostyk/portal";
import { createServer } from "node:net";

/** A node where people sign in, on a free port of this computer, with nothing in it but what they do. */
export interface ServedNode {
  /** Where it stands for the world, too. */
  readonly url: string;
  readonly database: Database;
  /** The one-time link of a first start. */
  readonly firstOperatorLink: string;
  /** What a page could not show, and what accounts complained of. */
  readonly faults: readonly unknown[];
  /** Lays a job among those that were given up. */
  giveUp(id: string, reason: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts Postgres and serves API, accounts and website behind one port; no mail is sent. */
export async function servedNode(): Promise<ServedNode> {
  const scratch = await startScratchServer();
  await migrate(scratch.url);
  const database = connect(scratch.url);
  await givenQueues(database, houseJobs);
  // Cookies and forms belong to an origin, so the port has to be known before anything is made.
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const faults: unknown[] = [];
  const silent = createLogger("error", new Writable({ write: (line, _encoding, done) => (faults.push(String(line)), done()) }));
  const identity = testIdentity(database, {
    origin: url,
    mailer: { kind: "folder", send: async () => {}, close: () => {} },
    onFault: (error) => faults.push(error),
  });
  const api = createApi({ prisma: database.prisma, origin: url, logger: silent, identity });
  const site = createPortal({
    ask: (document, variables, options) => api.ask(document, variables, options),
    auth: (request) => identity.handle(request),
    origin: url,
    clock: () => new Date(),
    onFault: ({ error }) => faults.push(error),
  });
  const server = composeServer({ api, site });
  await server.listen(port, "localhost");
  const acting = { viewer: system("start"), now: () => new Date(), newId: () => newId(new Date(), Math.random) };
  const token = await firstOperatorInvitation(database, acting);
  return {
    url,
    database,
    firstOperatorLink: `${url}/en/join/${token}`,
    faults,
    giveUp: async (id, reason) => {
      await database.pool.query(
        `INSERT INTO jobs.job (id, name, data, source_name, source_id, source_output, source_retry_count, source_created_on)
         VALUES ($1, (SELECT dead_letter FROM jobs.queue WHERE dead_letter IS NOT NULL LIMIT 1), '{"payload":{}}',
           (SELECT name FROM jobs.queue WHERE dead_letter IS NOT NULL LIMIT 1), $1, $2, 3, now())`,
        [id, JSON.stringify({ message: reason })],
      );
    },
    close: async () => {
      await server.close(500);
      await database.close();
      await scratch.close();
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "localhost", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}
