import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describeWithShared } from "@dostyk/kit";
import { describe, expect, it } from "vitest";
import { foundingRecord } from "./load-archive.ts";
import { type ArchivedRecord, readArchive } from "./read-archive.ts";

const { records } = await readArchive(foundingRecord);
const all = Object.values(records).flat();
const claims = all.flatMap((record) => record.claims.map((claim) => ({ ...claim, record: record.slug })));
// The gazetteer is a file of the record itself; the others are the founding documents.
const sources = records.sources.filter(({ slug }) => slug !== "gazetteer");

type Document = { readonly slug: string; readonly bytes: Buffer; readonly lines: readonly string[] };

const oneLine = (text: string) => text.replaceAll(/\s+/gu, " ").trim();
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Every run of eight words of a text. */
function runsOf(text: string): readonly string[] {
  const words = wordsOf(text);
  return words.slice(7).map((_, index) => words.slice(index, index + 8).join(" "));
}

/** Every text inside a value, whatever its shape. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

describeWithShared("the founding record beside its documents", (folder) => {
  const documents = sources.map(({ slug, fields }): Document => {
    const bytes = readFileSync(join(folder, "seeds", String(fields["file"])));
    return { slug, bytes, lines: bytes.toString("utf8").split("\n") };
  });
  const bySlug = new Map(documents.map((document) => [document.slug, document]));
  const spanOf = (slug: string, lineStart: number, lineEnd: number) => bySlug.get(slug)?.lines.slice(lineStart - 1, lineEnd) ?? [];

  it.each(sources.map(({ slug, fields }) => ({ slug, sha256: fields["sha256"], lines: fields["lines"] })))(
    "$slug is the document whose SHA-256 and number of lines are recorded",
    ({ slug, sha256, lines }) => {
      const document = bySlug.get(slug);
      expect(
        createHash("sha256")
          .update(document?.bytes ?? "")
          .digest("hex"),
      ).toBe(sha256);
      expect(document?.lines).toHaveLength(Number(lines));
    },
  );

  it("cites lines that exist and are not blank", () => {
    const wrong = claims.filter(({ source, lineStart, lineEnd }) => {
      const document = bySlug.get(source);
      if (document === undefined) return false;
      return lineEnd > document.lines.length || oneLine(spanOf(source, lineStart, lineEnd).join("")) === "";
    });
    expect(wrong).toEqual([]);
  });

  it("keeps raw forms that stand on their lines", () => {
    const quoted = claims.filter(({ raw, source }) => raw !== undefined && bySlug.has(source));
    const wrong = quoted.filter(
      ({ raw = "", source, lineStart, lineEnd }) => !oneLine(spanOf(source, lineStart, lineEnd).join(" ")).includes(oneLine(raw)),
    );
    expect(quoted.length).toBeGreaterThan(100);
    expect(wrong).toEqual([]);
  });

  it("gives sections, rows and plan items of a report lines that exist and are not blank", () => {
    for (const { fields } of records.reports) {
      const parts = ["sections", "chart", "plan"].flatMap((part) => fields[part] as readonly { lineStart: number; lineEnd: number }[]);
      const blank = parts.filter(({ lineStart, lineEnd }) => oneLine(spanOf(String(fields["source"]), lineStart, lineEnd).join("")) === "");
      expect(blank).toEqual([]);
    }
  });

  it("copies no run of eight words but names", () => {
    const known = new Set(documents.flatMap(({ lines }) => runsOf(lines.join(" "))));
    const isName = ({ property }: { property: string }) => property === "name" || property === "called";
    const names = [...claims.filter(isName).map(({ value }) => value), ...records.organizations.map(({ fields }) => fields["title"])]
      .map((value) => (typeof value === "object" && value !== null ? Object.values(value)[0] : value))
      .map((name) => wordsOf(String(name)).join(" "));
    const longNames = names.filter((name) => name.split(" ").length > 2).toSorted((a, b) => b.length - a.length);
    const withoutNames = (text: string) => longNames.reduce((rest, name) => rest.replaceAll(name, "·"), ` ${wordsOf(text).join(" ")} `);
    const own = (record: ArchivedRecord) => [
      ...textsIn(record.fields),
      ...record.claims.filter((claim) => !isName(claim)).flatMap(({ value }) => textsIn(value)),
    ];
    const copied = all.flatMap((record) =>
      own(record).flatMap((text) =>
        withoutNames(text)
          .split("·")
          .flatMap(runsOf)
          .filter((run) => known.has(run))
          .map((run) => `${record.slug}: ${run}`),
      ),
    );
    expect(copied).toEqual([]);
  });

  describe("leaves nothing out:", () => {
    const citedLines = (source: string, list: readonly ArchivedRecord[] = all) =>
      new Set(
        list
          .flatMap((record) => record.claims)
          .filter((claim) => claim.source === source)
          .flatMap(({ lineStart, lineEnd }) => Array.from({ length: lineEnd - lineStart + 1 }, (_, offset) => lineStart + offset)),
      );
    const items = (slug: string, from: number, until: number) =>
      spanOf(slug, from, until).flatMap((line, offset) => (/^\s*- /u.test(line) ? [from + offset] : []));

    it("each row of the time chart and each item of the plan is one of the report's", () => {
      const fields = records.reports[0]?.fields ?? {};
      const linesOf = (part: string) => (fields[part] as readonly { lineStart: number }[]).map(({ lineStart }) => lineStart);
      const chart = spanOf("lgi-2001-q3-document", 94, 110).flatMap((line, offset) =>
        line.split("\t").length > 2 && !line.endsWith("\t\t") ? [94 + offset] : [],
      );
      expect(linesOf("chart")).toEqual(chart);
      expect(linesOf("plan")).toEqual(items("lgi-2001-q3-document", 118, 141));
    });

    it("each point of the narrative of 2001 is cited", () => {
      const cited = citedLines("lgi-2001-q3-document");
      const points = spanOf("lgi-2001-q3-document", 43, 88).flatMap((line, offset) => (oneLine(line).length > 12 ? [43 + offset] : []));
      expect(points.filter((line) => !cited.has(line))).toEqual([]);
    });

    it("each remark and each intended change of 2002 is a statement", () => {
      const cited = citedLines("petropavlovsk-training-report-2002", records.statements);
      const remarks = [...items("petropavlovsk-training-report-2002", 150, 179), ...items("petropavlovsk-training-report-2002", 193, 225)];
      expect(remarks).toHaveLength(49);
      expect(remarks.filter((line) => !cited.has(line))).toEqual([]);
    });

    it("each paragraph of the expert meeting is a position", () => {
      const cited = citedLines("self-government-meeting-report", records.statements);
      const paragraphs = spanOf("self-government-meeting-report", 2, 18).map((_, offset) => offset + 2);
      expect(paragraphs.filter((line) => !cited.has(line))).toEqual([]);
    });
  });
});
