import { type Database, serializable, type Transaction } from "@dostyk/db";
import { Refusal } from "@dostyk/kernel";
import type { Acting, Wish } from "./wish.ts";
import { writeLine } from "./write-line.ts";

type Connected = Pick<Database, "prisma">;

/**
 * Does what somebody wishes, in one SERIALIZABLE transaction, and leaves a line in the audit log with it. Every wish
 * goes through here, whatever way in was taken.
 *
 * `work` may be begun several times, as in `serializable`; the log gets one line all the same. What it learns on its way
 * it adds by `about`, which replaces those parts of the wish: the id of what was made, before and after.
 *
 * - Allowed: the line commits with the work, or neither does.
 * - Refused: the work is undone, so the line is written in a transaction of its own and the refusal is thrown again.
 * - Any other error: nothing is written, and the error is thrown again.
 */
export async function perform<T>(
  database: Connected,
  acting: Acting,
  wish: Wish,
  work: (tx: Transaction, about: (more: Partial<Wish>) => void) => Promise<T>,
): Promise<T> {
  let told = wish;
  const about = (more: Partial<Wish>): void => {
    told = { ...told, ...more };
  };
  try {
    return await serializable(database, async (tx) => {
      // An attempt before this one may have told of what was undone.
      told = wish;
      const answer = await work(tx, about);
      await writeLine(tx, acting, told);
      return answer;
    });
  } catch (error) {
    if (error instanceof Refusal) await writeAlone(database, acting, told, error);
    throw error;
  }
}

/**
 * Reads what is only read with a line in the log: entries in judging, personal data, what a broken glass shows. The line
 * stands before the answer is given; a refusal leaves a line too, any other error none.
 */
export async function auditRead<T>(database: Connected, acting: Acting, wish: Wish, read: () => Promise<T>): Promise<T> {
  try {
    const answer = await read();
    await writeAlone(database, acting, wish);
    return answer;
  } catch (error) {
    if (error instanceof Refusal) await writeAlone(database, acting, wish, error);
    throw error;
  }
}

async function writeAlone(database: Connected, acting: Acting, wish: Wish, refusal?: Refusal): Promise<void> {
  await database.prisma.$transaction((tx) => writeLine(tx, acting, wish, refusal));
}
