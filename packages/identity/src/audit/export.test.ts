import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chainHash, genesis, type SealedLine } from "./chain.ts";
import { saltedDigest } from "./digest.ts";
import { exportedText, verifyExport } from "./export.ts";
import type { Verdict } from "./verify.ts";

/** A chain of so many lines, the second without its detail. */
function aChain(length: number): SealedLine[] {
  const lines: SealedLine[] = [];
  for (let position = 1; position <= length; position += 1) {
    const salt = String(position).repeat(32).slice(0, 32);
    const detail = { name: `Қала ${position}`, odd: [1e21, 0.1, '"', "\\", "😀"] };
    const fields = {
      position,
      id: `LINE${position}`,
      at: "2026-01-01T00:00:00.000Z",
      viewerKind: "person",
      viewerId: "ada",
      command: "identity.found-body",
      subjectType: null,
      subjectId: null,
      decision: position % 2 === 0 ? ("REFUSED" as const) : ("ALLOWED" as const),
      refusal: null,
      beforeDigest: null,
      afterDigest: null,
      traceId: null,
      detailDigest: saltedDigest(salt, detail),
      sealedAt: "2026-01-01T00:01:00.000Z",
    };
    const previous = lines.at(-1)?.hash ?? genesis;
    lines.push({ ...fields, previous, hash: chainHash(previous, fields), detail: position === 2 ? null : { salt, detail } });
  }
  return lines;
}

async function* each<T>(values: readonly T[]): AsyncGenerator<T> {
  yield* values;
}

async function fileOf(lines: readonly SealedLine[]): Promise<string> {
  let text = "";
  for await (const line of exportedText(each(lines))) text += line;
  return text;
}

/** Verifies bytes that come in pieces of this size. */
function verified(bytes: Uint8Array, piece = 1000): Promise<Verdict> {
  const pieces = Array.from({ length: Math.ceil(bytes.length / piece) }, (_, index) => bytes.subarray(index * piece, (index + 1) * piece));
  return verifyExport(each(pieces));
}

async function sentenceFor(text: string): Promise<string> {
  const verdict = await verified(Buffer.from(text));
  return verdict.whole ? "whole" : `${verdict.fault.position}: ${verdict.fault.sentence}`;
}

const chain = aChain(5);
const file = await fileOf(chain);
const lines = file.split("\n");

describe("verifyExport()", () => {
  it("finds an export whole, in whatever pieces it is read", async () => {
    const head = { position: 5, hash: chain[4]?.hash };
    for (const piece of [1, 7, 100_000])
      expect(await verified(Buffer.from(file), piece)).toEqual({ whole: true, lines: 5, erased: 1, head });
  });

  it("finds the export of an empty log whole", async () => {
    expect(await verified(Buffer.from(await fileOf([])))).toEqual({ whole: true, lines: 0, erased: 0, head: null });
  });

  it("finds any single byte that was changed", async () => {
    const bytes = Buffer.from(file);
    const place = fc.integer({ min: 0, max: bytes.length - 1 });
    const changed = fc.tuple(place, fc.integer({ min: 1, max: 255 }));
    const faultless = async ([index, difference]: [number, number]) => {
      const copy = Uint8Array.from(bytes);
      copy[index] = (copy[index] ?? 0) ^ difference;
      return (await verified(copy)).whole;
    };
    await fc.assert(
      fc.asyncProperty(changed, async (change) => !(await faultless(change))),
      { numRuns: 500 },
    );
  });

  it("finds any cut", async () => {
    const bytes = Buffer.from(file);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: bytes.length - 1 }), async (length) => !(await verified(bytes.subarray(0, length))).whole),
    );
  });

  it.each([
    ["a changed line", () => file.replace('"id":"LINE3"', '"id":"LINE7"'), /^3: Line LINE7 at position 3 was changed/],
    ["a removed line", () => lines.toSpliced(2, 1).join("\n"), /^3: Position 3 is missing: line LINE4 of position 4 stands there/],
    [
      "two lines that were swapped",
      () =>
        lines
          .with(2, lines[3] ?? "")
          .with(3, lines[2] ?? "")
          .join("\n"),
      /^3: Position 3 is missing/,
    ],
    ["a line that stands twice", () => lines.toSpliced(3, 0, lines[2] ?? "").join("\n"), /^4: Position 4 is missing: line LINE3/],
    ["a changed detail", () => file.replace("Қала 4", "Кала 4"), /^4: The detail of line LINE4 at position 4 was changed/],
    ["a space more", () => file.replace('"id":"LINE3"', '"id": "LINE3"'), /^3: File line 3: This is not a line of an exported/],
    ["a field more", () => file.replace('"id":"LINE3"', '"id":"LINE3","ie":1'), /^3: File line 3/],
    ["a removed head", () => `${lines.slice(0, 5).join("\n")}\n`, /^6: The file ends after its line 5 without a head/],
    ["a removed last line", () => lines.toSpliced(4, 1).join("\n"), /^5: File line 5: The head is not that of the line before/],
    ["something after the head", () => `${file}${lines[0]}\n`, /^6: File line 7: Something follows the head/],
    ["a file that is none", () => "x".repeat(3_000_000), /^1: File line 1/],
    ["an empty file", () => "", /^1: The file ends after its line 0 without a head/],
  ])("names %s", async (_name, changed, sentence) => {
    expect(await sentenceFor(changed())).toMatch(sentence);
  });

  it("finds nothing wrong after a detail was erased", async () => {
    const erased = chain.map((line) => ({ ...line, detail: null }));
    expect(await verified(Buffer.from(await fileOf(erased)))).toMatchObject({ whole: true, erased: 5 });
  });

  it("finds with a checkpoint that the log was written anew", async () => {
    const [first, ...others] = aChain(5);
    if (first === undefined) throw new Error("a chain of five has a first line");
    let previous: string = genesis;
    const anew = [{ ...first, viewerId: "eve" }, ...others].map(({ hash: _hash, previous: _previous, detail, ...fields }) => {
      const line = { ...fields, previous, hash: chainHash(previous, fields), detail };
      previous = line.hash;
      return line;
    });
    const bytes = Buffer.from(await fileOf(anew));
    expect(await verifyExport(each([bytes]))).toMatchObject({ whole: true });
    const checkpoint = { position: 4, hash: chain[3]?.hash ?? "" };
    expect(await verifyExport(each([bytes]), checkpoint)).toMatchObject({ whole: false, fault: { position: 4 } });
  });
});
