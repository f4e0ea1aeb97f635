import type { Database } from "@dostyk/db";
import { anonymous, idSource, type Viewer } from "@dostyk/kernel";
import type { Acting } from "./wish.ts";

const newId = idSource(() => new Date("2026-01-01T00:00:00Z"), Math.random);

/** Somebody who acts while the clock stands still; ids rise from call to call. */
export function actingAs(viewer: Viewer = anonymous): Acting {
  return { viewer, now: () => new Date("2026-01-01T00:00:00Z"), newId, traceId: "t1" };
}

/** A person without roles. */
export function aPerson(accountId: string): Viewer {
  return { kind: "person", accountId, sessionId: "s", held: [], reauthenticatedAt: new Date(0) };
}

/** Does what only a superuser can: with the triggers off, lines of the log can be changed. */
export async function asSuperuser({ pool }: Pick<Database, "pool">, statements: string): Promise<void> {
  await pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${statements}; COMMIT`);
}
