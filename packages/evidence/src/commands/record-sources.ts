import type { Transaction } from "@dostyk/db";
import type { CommandContext } from "@dostyk/kernel";
import type { RecordInput } from "../claim.ts";
import { type Identity, identityOf } from "../recorded.ts";
import { recordEvidence } from "../store.ts";

/** A document facts rest on. */
export type SourceInput = RecordInput & {
  readonly kind: "PROGRESS_REPORT" | "TRAINING_REPORT" | "MEETING_REPORT" | "ARTICLE" | "PRESS_RELEASE" | "EDITORIAL";
  readonly file: string;
  /** SHA-256 of the document's bytes, in hexadecimal. */
  readonly sha256: string;
  /** Lines of the document, the last one counted whether or not it ends with a line feed. */
  readonly lines: number;
  readonly language: string;
  readonly publisher: string;
  readonly published?: string | undefined;
};

/** Records documents. They come before everything else: every claim names one, those about the document itself too. */
export async function recordSources(tx: Transaction, context: CommandContext, inputs: readonly SourceInput[]): Promise<void> {
  await recordEvidence(tx, context, "SOURCE", inputs, {}, (identities) => writeSources(tx, inputs, identities));
}

async function writeSources(tx: Transaction, inputs: readonly SourceInput[], identities: readonly Identity[]): Promise<void> {
  for (const [index, identity] of identities.entries()) {
    const input = inputs[index];
    if (input === undefined) continue;
    const columns = {
      ...identityOf(identity),
      kind: input.kind,
      fileName: input.file,
      sha256: input.sha256,
      lineCount: input.lines,
      language: input.language,
      publisher: input.publisher,
      publishedEdtf: input.published ?? null,
    };
    await tx.source.upsert({ where: { id: identity.id }, create: columns, update: columns });
  }
}
