import type { Transaction } from "@dostyk/db";

/**
 * Does something once for a key, whatever happens in between: the note that it was done is written in the transaction of
 * the effect itself. Answers whether it was done now. Somebody who does the same at this moment is waited for.
 *
 * @param key the id of the work, and which of its effects when it has several: `${work.id} announce`
 */
export async function once(tx: Transaction, key: string, now: Date, effect: () => Promise<void>): Promise<boolean> {
  const { count } = await tx.effect.createMany({ data: [{ key, at: now }], skipDuplicates: true });
  if (count === 0) return false;
  await effect();
  return true;
}
