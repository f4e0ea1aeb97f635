import { startTestServer } from "@dostyk/db/testing";

let stop: (() => Promise<void>) | undefined;

/** Starts the one Postgres that all database tests of a run share. Vitest calls this before the first of them, and only if there is one. */
export async function setup(): Promise<void> {
  const server = await startTestServer();
  stop = () => server.close();
}

/** Stops it after the last. */
export async function teardown(): Promise<void> {
  await stop?.();
}
