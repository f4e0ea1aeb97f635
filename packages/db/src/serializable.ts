import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "./connect.ts";
import type { Prisma } from "./generated/client/client.ts";

/** What a command writes through: Prisma inside one transaction. */
export type Transaction = Prisma.TransactionClient;

/** How a transaction may behave; everything has a default. */
export interface SerializableOptions {
  /** How often the work is begun at most. Default: 8. */
  readonly attempts?: number;
  /** How long one attempt may last. Default: 15 000. */
  readonly timeoutMs?: number;
  /** A number in [0, 1) that spreads out those who start over. Default: Math.random. */
  readonly random?: () => number;
}

/**
 * Does `work` in one SERIALIZABLE transaction and answers with what it answers.
 *
 * When another transaction was in the way, everything is undone and the work begins again after a short pause, so
 * `work` may run several times: it must not do anything outside the transaction that cannot be done twice. After the
 * last attempt the database's own error is thrown. Any other error ends the transaction at once and is thrown.
 */
export async function serializable<T>(
  db: Pick<Database, "prisma">,
  work: (tx: Transaction) => Promise<T>,
  options: SerializableOptions = {},
): Promise<T> {
  const attempts = options.attempts ?? 8;
  const random = options.random ?? Math.random;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.prisma.$transaction(work, {
        isolationLevel: "Serializable",
        maxWait: 10_000,
        timeout: options.timeoutMs ?? 15_000,
      });
    } catch (error) {
      if (attempt >= attempts || !isSerializationFailure(error)) throw error;
    }
    // Full jitter: two that collided should not collide again.
    await sleep(random() * Math.min(500, 10 * 2 ** attempt));
  }
}

/** True when Postgres asks for the transaction to be begun again (SQLSTATE 40001 or 40P01). */
export function isSerializationFailure(error: unknown): boolean {
  for (let cause = error, depth = 0; isRecord(cause) && depth < 6; depth += 1) {
    // P2034 is Prisma's word for both; raw statements and COMMIT carry it deeper inside.
    if (cause["code"] === "P2034" || cause["code"] === "40001" || cause["code"] === "40P01") return true;
    if (cause["kind"] === "TransactionWriteConflict") return true;
    const meta = cause["meta"];
    cause = cause["cause"] ?? (isRecord(meta) ? meta["driverAdapterError"] : undefined);
  }
  return false;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
