import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { ClaimInput } from "@dostyk/evidence";
import type { LocalizedText } from "@dostyk/kernel";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import { definitions, type ListName, outline, recordSchema } from "./format.ts";
import { ArchiveBroken, type FileProblem } from "./problem.ts";

/** Where something was written. */
export type Spot = { readonly file: string; readonly line: number };

/** A record put together from every file that speaks of it. */
export type ArchivedRecord = {
  readonly slug: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly claims: readonly ClaimInput[];
  readonly spot: Spot;
  /** Where each claim was written, in the order of `claims`. */
  readonly claimSpots: readonly Spot[];
};

/** The whole archive, read and checked, before anything is written. */
export type Archive = {
  /** SHA-256 over the names and bytes of all files: one digest, one content. */
  readonly digest: string;
  readonly themes: readonly { code: string; version: string; title: LocalizedText }[];
  readonly subjects: readonly { code: string; title: LocalizedText }[];
  readonly records: Readonly<Record<ListName, readonly ArchivedRecord[]>>;
};

type File = {
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
  readonly document: Document;
  readonly lineOf: (path: readonly PropertyKey[]) => number;
};

/**
 * Reads every YAML file below the folder. Throws `ArchiveBroken` with file, line and path of every mistake: bad YAML, an
 * unknown field, a wrong value, a record nobody defines or two files define, a claim without lines.
 */
export async function readArchive(folder: string): Promise<Archive> {
  const files = await readFiles(folder);
  const problems: FileProblem[] = [];
  const archive = { themes: [], subjects: [] } as { themes: Archive["themes"][number][]; subjects: Archive["subjects"][number][] };
  const pieces: Piece[] = [];
  for (const file of files) {
    const syntax = file.document.errors.map(({ message, linePos }) => ({ file: file.name, line: linePos?.[0].line ?? 1, path: "", message }));
    problems.push(...syntax);
    if (syntax.length > 0) continue;
    const outlined = outline.safeParse(file.document.toJS() ?? {});
    if (!outlined.success) {
      problems.push(...issues(file, [], outlined.error.issues));
      continue;
    }
    archive.themes.push(...outlined.data.themes);
    archive.subjects.push(...outlined.data.subjects);
    for (const list of Object.keys(definitions) as ListName[]) {
      for (const [index, written] of outlined.data[list].entries())
        readRecord(file, list, index, written, outlined.data.source, pieces, problems);
    }
  }
  const records = mergePieces(pieces, problems);
  if (problems.length > 0) throw new ArchiveBroken(problems);
  const digest = createHash("sha256").update(files.map(({ name, sha256 }) => `${name} ${sha256}\n`).join(""));
  return { digest: digest.digest("hex"), ...archive, records };
}

async function readFiles(folder: string): Promise<readonly File[]> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(".yaml")).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const text = await readFile(path, "utf8");
      const counter = new LineCounter();
      const document = parseDocument(text, { lineCounter: counter });
      const lineOf = (inner: readonly PropertyKey[]): number => {
        for (let depth = inner.length; depth > 0; depth -= 1) {
          const node = document.getIn(inner.slice(0, depth), true);
          if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
        }
        return 1;
      };
      return { name: relative(folder, path), text, sha256: createHash("sha256").update(text).digest("hex"), document, lineOf };
    }),
  );
}

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

function issues(file: File, at: readonly PropertyKey[], found: readonly Issue[]): FileProblem[] {
  return found.map(({ path, message }) => {
    const full = [...at, ...path];
    return { file: file.name, line: file.lineOf(full), path: full.map(String).join("."), message };
  });
}

type Piece = {
  readonly list: ListName;
  readonly slug: string;
  /** Null for a piece that only adds claims. */
  readonly fields: Readonly<Record<string, unknown>> | null;
  readonly claims: readonly ClaimInput[];
  readonly claimSpots: readonly Spot[];
  readonly spot: Spot;
};

type WrittenClaim = {
  readonly property: string;
  readonly value: unknown;
  readonly span?: { readonly lineStart: number; readonly lineEnd: number } | undefined;
  readonly source?: string | undefined;
  readonly raw?: string | undefined;
  readonly rank?: ClaimInput["rank"];
  readonly note?: string | undefined;
};

function readRecord(
  file: File,
  list: ListName,
  index: number,
  written: Readonly<Record<string, unknown>>,
  defaultSource: string | undefined,
  pieces: Piece[],
  problems: FileProblem[],
): void {
  const at = [list, index];
  const parsed = recordSchema(list, written).safeParse(written);
  if (!parsed.success) {
    problems.push(...issues(file, at, parsed.error.issues));
    return;
  }
  const { slug, claims: writtenClaims, ...fields } = parsed.data as { slug: string; claims: readonly WrittenClaim[] };
  const spotOf = (path: readonly PropertyKey[]): Spot => ({ file: file.name, line: file.lineOf(path) });
  // A list the editors keep is its own source: a claim without lines stands on the line it is written on.
  const selfSourced = selfSources(file).has(defaultSource ?? "");
  const claims = writtenClaims.flatMap((claim, position): ClaimInput[] => {
    const spot = spotOf([...at, "claims", position]);
    const source = claim.source ?? defaultSource;
    const span = claim.span ?? (selfSourced && claim.source === undefined ? { lineStart: spot.line, lineEnd: spot.line } : undefined);
    if (source === undefined || span === undefined) {
      const message = source === undefined ? "Name the claim's source, or one for the whole file." : "Name the lines of the source.";
      problems.push({ ...spot, path: [...at, "claims", position].join("."), message });
      return [];
    }
    const { property, value, raw, rank, note } = claim;
    return [{ property, value, source, ...span, raw, rank, note }];
  });
  const claimSpots = writtenClaims.map((_, position) => spotOf([...at, "claims", position]));
  pieces.push({ list, slug, fields: "title" in fields ? resolveSelf(file, fields) : null, claims, claimSpots, spot: spotOf(at) });
}

function selfSources(file: File): ReadonlySet<string> {
  const { sources = [] } = file.document.toJS() as { sources?: readonly { slug?: string; sha256?: string }[] };
  return new Set(sources.filter(({ sha256 }) => sha256 === "self").map(({ slug }) => slug ?? ""));
}

function resolveSelf(file: File, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (fields["sha256"] !== "self") return fields;
  return { ...fields, sha256: file.sha256, lines: file.text.replace(/\n$/u, "").split("\n").length };
}

function mergePieces(pieces: readonly Piece[], problems: FileProblem[]): Archive["records"] {
  const merged = Object.keys(definitions).map((list) => {
    const groups = Map.groupBy(
      pieces.filter((piece) => piece.list === list),
      ({ slug }) => slug,
    );
    const records = [...groups].flatMap(([slug, group]): ArchivedRecord[] => {
      const [first, second] = group.filter(({ fields }) => fields !== null);
      if (first?.fields === undefined || first.fields === null) {
        const [spot] = group.map((piece) => piece.spot);
        problems.push({ file: spot?.file ?? "", line: spot?.line ?? 1, path: `${list}.${slug}`, message: "No file defines this record: it has claims but no title." });
        return [];
      }
      if (second !== undefined)
        problems.push({ ...second.spot, path: `${list}.${slug}`, message: `Defined already in ${first.spot.file}, line ${first.spot.line}.` });
      return [
        { slug, fields: first.fields, claims: group.flatMap(({ claims }) => claims), claimSpots: group.flatMap(({ claimSpots }) => claimSpots), spot: first.spot },
      ];
    });
    return [list, records] as const;
  });
  return Object.fromEntries(merged) as unknown as Archive["records"];
}
