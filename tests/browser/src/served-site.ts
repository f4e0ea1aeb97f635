import { composeServer } from "@dostyk/api";
import { connect, migrate } from "@dostyk/db";
import { startScratchServer } from "@dostyk/db/testing";
import { openSite } from "@dostyk/tests-system/site";

/** A node with the founding record on a free port of this computer. */
export interface ServedSite {
  /** Where it listens; the pages themselves name the origin of the tests' site. */
  readonly url: string;
  close(): Promise<void>;
}

/** Starts Postgres, loads the record and serves API and website behind one port. */
export async function servedSite(): Promise<ServedSite> {
  const database = await startScratchServer();
  await migrate(database.url);
  const connection = connect(database.url, { statementTimeoutMs: 60_000 });
  const { api, site } = await openSite(connection);
  const server = composeServer({ api, site });
  const port = await server.listen(0, "127.0.0.1");
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      await server.close(500);
      await connection.close();
      await database.close();
    },
  };
}
