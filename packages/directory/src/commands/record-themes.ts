import type { Transaction } from "@dostyk/db";
import type { LocalizedText } from "@dostyk/kernel";

/** A subject heading of one version of the code list. */
export type ThemeInput = { readonly code: string; readonly version: string; readonly title: LocalizedText };

/** Records the code list of themes. A code keeps its meaning; a new version may word it anew. */
export async function recordThemes(tx: Transaction, inputs: readonly ThemeInput[]): Promise<void> {
  for (const { code, version, title } of inputs) {
    await tx.theme.upsert({ where: { code }, create: { code, version, titles: title }, update: { version, titles: title } });
  }
}
