import { chainedFields, chainHash, type Checkpoint, genesis, type SealedLine } from "./chain.ts";
import { saltedDigest } from "./digest.ts";

/** The first thing that is wrong with a chain. `position` is where it stands; for a file, also its line. */
export type Fault = { readonly position: number; readonly sentence: string };

/** What a verifier found. */
export type Verdict =
  | {
      readonly whole: true;
      readonly lines: number;
      /** Lines whose detail was erased, which is allowed. */
      readonly erased: number;
      /** Null for an empty log. */
      readonly head: Checkpoint | null;
    }
  | { readonly whole: false; readonly fault: Fault };

/** The lines of a chain from the first on; a fault in the place of a line that cannot be read. */
export type ReadLines = AsyncIterable<SealedLine | Fault>;

/**
 * Follows the chain from its first line and names the first that was changed, removed or moved, or whose detail does not
 * fit its digest. What is missing at the end no chain can tell by itself: a checkpoint that was published before says
 * how far it must reach, and which hash stands there.
 */
export async function verifyChain(lines: ReadLines, checkpoint?: Checkpoint): Promise<Verdict> {
  let head: Checkpoint = { position: 0, hash: genesis };
  let erased = 0;
  for await (const line of lines) {
    if ("sentence" in line) return { whole: false, fault: line };
    const sentence = faultOf(line, head) ?? faultAgainst(line, checkpoint);
    if (sentence !== null) return { whole: false, fault: { position: head.position + 1, sentence } };
    if (line.detail === null) erased += 1;
    head = { position: line.position, hash: line.hash };
  }
  if (checkpoint !== undefined && checkpoint.position > head.position) {
    const sentence = `The log ends after position ${head.position}, and it reached position ${checkpoint.position} before: lines at its end were removed.`;
    return { whole: false, fault: { position: head.position + 1, sentence } };
  }
  return { whole: true, lines: head.position, erased, head: head.position === 0 ? null : head };
}

/** What is wrong with the line that follows `head`, as a sentence, or null. */
function faultOf(line: SealedLine, head: Checkpoint): string | null {
  const expected = head.position + 1;
  const { position, id, detail } = line;
  if (position !== expected)
    return `Position ${expected} is missing: line ${id} of position ${position} stands there. It was removed or moved.`;
  if (chainHash(line.previous, chainedFields(line)) !== line.hash)
    return `Line ${id} at position ${position} was changed: its hash does not fit.`;
  if (line.previous !== head.hash)
    return `Line ${id} at position ${position} does not follow the line before it: one of them was replaced, removed or moved.`;
  if (detail !== null && saltedDigest(detail.salt, detail.detail) !== line.detailDigest)
    return `The detail of line ${id} at position ${position} was changed: it does not fit its digest.`;
  return null;
}

function faultAgainst({ id, position, hash }: SealedLine, checkpoint: Checkpoint | undefined): string | null {
  if (checkpoint?.position !== position || checkpoint.hash === hash) return null;
  return `Line ${id} at position ${position} is not the one of the checkpoint: the log was written anew.`;
}
