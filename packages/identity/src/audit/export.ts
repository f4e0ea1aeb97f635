import { canonicalJson } from "@dostyk/kernel";
import { z } from "zod";
import type { Checkpoint, SealedLine } from "./chain.ts";
import { type Fault, type ReadLines, type Verdict, verifyChain } from "./verify.ts";

/**
 * The log as NDJSON: a sealed line of the log per line of text, in canonical JSON, and `{"head":…}` at the end, so that a
 * file that was cut off is known from one that is complete.
 */
export async function* exportedText(lines: AsyncIterable<SealedLine>): AsyncGenerator<string> {
  let head: Checkpoint | null = null;
  for await (const line of lines) {
    head = { position: line.position, hash: line.hash };
    yield `${canonicalJson(line)}\n`;
  }
  yield `${canonicalJson({ head })}\n`;
}

/**
 * Verifies an exported file without a server and without a database. Every byte counts: each line must be the canonical
 * JSON that was exported. A checkpoint that was published before finds also a log that was rewritten as a whole.
 */
export function verifyExport(chunks: AsyncIterable<Uint8Array>, checkpoint?: Checkpoint): Promise<Verdict> {
  return verifyChain(linesOfExport(chunks), checkpoint);
}

const text = z.string();
const textOrNull = z.string().nullable();
const sealedLine = z.strictObject({
  position: z.int(),
  id: text,
  at: text,
  viewerKind: text,
  viewerId: textOrNull,
  command: text,
  subjectType: textOrNull,
  subjectId: textOrNull,
  decision: z.enum(["ALLOWED", "REFUSED"]),
  refusal: textOrNull,
  beforeDigest: textOrNull,
  afterDigest: textOrNull,
  traceId: textOrNull,
  detailDigest: text,
  sealedAt: text,
  previous: text,
  hash: text,
  detail: z.strictObject({ salt: text, detail: z.unknown() }).nullable(),
});
const ending = z.strictObject({ head: z.strictObject({ position: z.int(), hash: text }).nullable() });

async function* linesOfExport(chunks: AsyncIterable<Uint8Array>): ReadLines & AsyncGenerator<SealedLine | Fault> {
  let head: Checkpoint | null = null;
  let ended = false;
  let number = 0;
  const fault = (sentence: string): Fault => ({ position: (head?.position ?? 0) + 1, sentence: `File line ${number}: ${sentence}` });
  for await (const line of textLines(chunks)) {
    number += 1;
    if (ended) return yield fault("Something follows the head, which is the last line of an export.");
    const value = line === null ? undefined : parsed(line);
    if (value === undefined) return yield fault("This is not a line of an exported audit log; it was changed.");
    if ("head" in value) {
      ended = true;
      if (canonicalJson(value.head) !== canonicalJson(head)) return yield fault("The head is not that of the line before it.");
    } else {
      head = { position: value.position, hash: value.hash };
      yield value;
    }
  }
  if (!ended) yield { ...fault(""), sentence: `The file ends after its line ${number} without a head: it was cut off.` };
}

/** A line that was exported so, byte for byte; undefined for any other text. */
function parsed(line: string): SealedLine | z.infer<typeof ending> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const read = z.union([sealedLine, ending]).safeParse(value);
  return read.success && canonicalJson(value) === line ? read.data : undefined;
}

// In characters. Lines are bounded when they are written, at less than half of this.
const longestLine = 128 * 1024;

/** The lines of a text in UTF-8, each without its end; null, and then nothing more, for what cannot be one. */
async function* textLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | null> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let rest = "";
  for await (const chunk of chunks) {
    const decoded = decodedOr(decoder, chunk);
    if (decoded === null) return yield null;
    const [...lines] = `${rest}${decoded}`.split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (rest.length > longestLine) return yield null;
  }
  // What comes after the last end of a line is no whole line.
  if (rest !== "" || decodedOr(decoder) === null) yield null;
}

function decodedOr(decoder: TextDecoder, chunk?: Uint8Array): string | null {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch (error) {
    // The encoding standard: a fatal decoder throws a TypeError at the first byte that cannot be.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
