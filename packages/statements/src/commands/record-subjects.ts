import type { Transaction } from "@dostyk/db";
import type { LocalizedText } from "@dostyk/kernel";

/** A law or term statements are about. */
export type SubjectInput = { readonly code: string; readonly title: LocalizedText };

/** Records the code list of subjects. A code keeps its meaning; its wording may change. */
export async function recordSubjects(tx: Transaction, inputs: readonly SubjectInput[]): Promise<void> {
  for (const { code, title } of inputs) {
    await tx.statementSubject.upsert({ where: { code }, create: { code, titles: title }, update: { titles: title } });
  }
}
