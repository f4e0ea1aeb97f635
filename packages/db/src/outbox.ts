import type { DomainEvent, JsonValue } from "@dostyk/kernel";
import type { PrismaClient } from "./generated/client/client.ts";
import type { Transaction } from "./serializable.ts";

/** Where Postgres says that an event may wait in the outbox. A hint: whoever hears nothing looks from time to time. */
export const OUTBOX_CHANNEL = "dostyk_outbox";

const PAYLOAD_LIMIT = 64 * 1024;
const typeForm = /^[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*$/u;

/**
 * Writes an event into the outbox, in the transaction of the wish: it is handed on when that is committed, and never
 * otherwise. The same id twice is a bug and fails the transaction.
 *
 * @throws RangeError for a type that is not `slice.what-happened`, or a payload over 64 kB of JSON
 */
export async function publish(tx: Transaction, event: DomainEvent): Promise<void> {
  const { id, type, subject, at } = event;
  const payload = JSON.stringify(event.payload);
  if (!typeForm.test(type)) throw new RangeError(`"${type}" is no type of event: it reads slice.what-happened.`);
  if (payload.length > PAYLOAD_LIMIT) throw new RangeError(`The payload of ${type} is over ${PAYLOAD_LIMIT} characters long.`);
  await tx.$queryRaw`
    WITH written AS (
      INSERT INTO outbox_event (id, type, subject, payload, at) VALUES (${id}, ${type}, ${subject}, ${payload}::jsonb, ${at}) RETURNING id
    ) SELECT pg_notify(${OUTBOX_CHANNEL}, '')::text FROM written`;
}

/**
 * Takes events that were not sent, marked as sent at `now` in this transaction: at most `limit`, and of one subject only
 * the oldest. A relay beside this one takes others and waits for none; what it holds blocks the later events of its
 * subjects until it is done. In a transaction that fails nothing was taken.
 */
export async function takeUnsent(tx: Transaction, limit: number, now: Date): Promise<readonly DomainEvent[]> {
  const rows = await tx.$queryRaw<{ id: string; type: string; subject: string; payload: JsonValue; at: Date; position: bigint }[]>`
    UPDATE outbox_event SET sent_at = ${now}
    WHERE position = ANY (ARRAY(
      SELECT head.position FROM outbox_event head
      WHERE head.sent_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM outbox_event earlier
        WHERE earlier.sent_at IS NULL AND earlier.subject = head.subject AND earlier.position < head.position
      )
      ORDER BY head.position LIMIT ${limit} FOR UPDATE OF head SKIP LOCKED
    ))
    RETURNING id, type, subject, payload, at, position`;
  return rows.toSorted((a, b) => Number(a.position - b.position)).map(({ position: _, ...event }) => event);
}

/** Deletes what was sent before this moment; answers with how many. */
export async function deleteSentBefore(prisma: Pick<PrismaClient, "outboxEvent">, moment: Date): Promise<number> {
  const { count } = await prisma.outboxEvent.deleteMany({ where: { sentAt: { lt: moment } } });
  return count;
}
