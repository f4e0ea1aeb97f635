import type { Transaction } from "@dostyk/db";
import { InvalidInput, type JsonValue, Refusal, type Viewer } from "@dostyk/kernel";
import { createHash, randomUUID } from "node:crypto";
import { bossIn } from "./boss.ts";
import type { Job } from "./job.ts";
import { beginProgress } from "./progress.ts";

/** How a job is wished. */
export type EnqueueOptions = {
  /** On whose behalf. The job's policy is asked; the node itself, `system(why)`, may always. */
  readonly by: Viewer;
  /** Not before this moment. Default: as soon as a worker is free. */
  readonly notBefore?: Date;
  /** Higher ones go first among the waiting. Default: 0. */
  readonly priority?: number;
  /** Of a long job: the account that may follow its progress, beside operators. Default: none. */
  readonly ownerId?: string;
  /** The moment of the wish, for the row of a long job. Default: the system's clock. */
  readonly now?: Date;
};

/** The job's policy says no. */
export class MayNotCauseJob extends Refusal {
  constructor() {
    super("You may not start this work. Ask somebody with the role for it, or sign in with the account that has it.");
  }
}

const PAYLOAD_LIMIT = 256 * 1024;

/**
 * Wishes for a job in this transaction: it will be run when that is committed, and never otherwise. Answers with the
 * job's id; with an idempotency key that is there already, with the id of that one.
 *
 * @throws MayNotCauseJob; InvalidInput for a payload its schema refuses; RangeError for one over 256 kB; an Error when no
 *   worker of this release has ever been started on the database, so that there is no queue
 */
export async function enqueue<Payload extends JsonValue>(
  tx: Transaction,
  job: Job<Payload>,
  payload: Payload,
  options: EnqueueOptions,
): Promise<string> {
  const { by, notBefore, priority, ownerId } = options;
  if (by.kind !== "system" && !job.policy.mayCause(by)) throw new MayNotCauseJob();
  const read = job.payload.safeParse(payload);
  if (!read.success) {
    throw new InvalidInput(read.error.issues.map(({ path, message }) => ({ path: path.map(String), message })));
  }
  if (JSON.stringify(payload).length > PAYLOAD_LIMIT)
    throw new RangeError(`The payload of ${job.name} is over ${PAYLOAD_LIMIT} characters.`);
  const id = job.idempotencyKey === undefined ? randomUUID() : jobId(job.name, job.idempotencyKey(payload));
  await bossIn(tx).send(job.name, enclose(payload), {
    id,
    ...(notBefore === undefined ? {} : { startAfter: notBefore }),
    ...(priority === undefined ? {} : { priority }),
  });
  if (job.long === true) await beginProgress(tx, { id, job: job.name, ownerId: ownerId ?? null, now: options.now ?? new Date() });
  return id;
}

/** The id of the job with this key: a UUID made of both, so that the database's own primary key keeps it one. */
export function jobId(name: string, key: string): string {
  const hex = createHash("sha256").update(`${name}\n${key}`).digest("hex");
  // RFC 9562 §5.8: version 8, made by a rule of our own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** pg-boss keeps objects; a payload may be any JSON. */
export function enclose(payload: JsonValue): { readonly payload: JsonValue } {
  return { payload };
}
