import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { ClaimInput } from "@dostyk/evidence";
import type { LocalizedText } from "@dostyk/kernel";
import { type Document, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import { definitions, type ListName, outline, recordSchema } from "./format.ts";
import { ArchiveBroken, type FileProblem } from "./problem.ts";

/** Where something was written. */
export type Spot = { readonly file: string; readonly line: number };

/** A record put together from every file that speaks of it. */
export type ArchivedRecord = {
  readonly slug: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly claims: readonly ClaimInput[];
  /** Where something of the record was written: the slug, `["claims", "3", "held"]`, `["chart", "0", "activity"]`. */
  readonly spotOf: (path: readonly string[]) => Spot;
};

/** The whole archive, read and checked, before anything is written. */
export type Archive = {
  /** SHA-256 over the names and bytes of all files: one digest, one content. */
  readonly digest: string;
  readonly themes: readonly { code: string; version: string; title: LocalizedText }[];
  readonly subjects: readonly { code: string; title: LocalizedText }[];
  readonly records: Readonly<Record<ListName, readonly ArchivedRecord[]>>;
};

/** A file as it lies in the folder. */
type FileText = { readonly name: string; readonly text: string; readonly sha256: string };

type File = FileText & {
  /** What the file says; null where it says nothing or cannot be read. */
  readonly content: unknown;
  /** Why it cannot be read. */
  readonly problems: readonly FileProblem[];
  readonly lineOf: (path: readonly PropertyKey[]) => number;
};

/**
 * Reads every YAML file below the folder. Throws `ArchiveBroken` with file, line and path of every mistake: bad YAML, an
 * unknown field, a wrong value, a record nobody defines or two files define, a claim without lines.
 */
export async function readArchive(folder: string): Promise<Archive> {
  const texts = await readTexts(folder);
  const files = texts.map(parseFile);
  const problems: FileProblem[] = [];
  const archive = { themes: [], subjects: [] } as { themes: Archive["themes"][number][]; subjects: Archive["subjects"][number][] };
  const pieces: Piece[] = [];
  for (const file of files) {
    problems.push(...file.problems);
    if (file.problems.length > 0) continue;
    const outlined = outline.safeParse(file.content ?? {});
    if (!outlined.success) {
      problems.push(...issues(file, [], outlined.error.issues));
      continue;
    }
    archive.themes.push(...outlined.data.themes);
    archive.subjects.push(...outlined.data.subjects);
    const source = defaultSourceOf(outlined.data);
    for (const list of Object.keys(definitions) as ListName[]) {
      for (const [index, written] of outlined.data[list].entries()) readRecord(file, source, [list, index], written, pieces, problems);
    }
  }
  const records = mergePieces(pieces, problems);
  if (problems.length > 0) throw new ArchiveBroken(problems);
  return { digest: digestOf(texts), ...archive, records };
}

/** The digest of an archive without reading what its files say: enough to know whether it has been loaded. */
export async function archiveDigest(folder: string): Promise<string> {
  return digestOf(await readTexts(folder));
}

function digestOf(files: readonly FileText[]): string {
  return sha256Of(files.map(({ name, sha256 }) => `${name} ${sha256}\n`).join(""));
}

function sha256Of(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

async function readTexts(folder: string): Promise<readonly FileText[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".yaml"))
    .map(({ parentPath, name }) => join(parentPath, name));
  const names = paths.map((path) => relative(folder, path)).toSorted();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), "utf8");
      return { name, text, sha256: sha256Of(text) };
    }),
  );
}

function parseFile({ name, text, sha256 }: FileText): File {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter });
  const lineOf = (path: readonly PropertyKey[]): number => {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  };
  const { content, problems } = contentOf(name, document);
  return { name, text, sha256, content, problems, lineOf };
}

function contentOf(file: string, document: Document): { content: unknown; problems: readonly FileProblem[] } {
  const problems = document.errors.map(({ message, linePos }) => ({ file, line: linePos?.[0].line ?? 1, path: "", message }));
  if (problems.length > 0) return { content: null, problems };
  try {
    return { content: document.toJS() as unknown, problems };
  } catch (error) {
    // The parser's word for an alias that leads nowhere, or to more than a file of this size can mean.
    if (!(error instanceof ReferenceError)) throw error;
    return { content: null, problems: [{ file, line: 1, path: "", message: error.message }] };
  }
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
  /** Where something of the piece was written; claims are counted within the piece. */
  readonly spotOf: (path: readonly PropertyKey[]) => Spot;
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

/** The source of claims that name none, and whether it is the file they stand in. */
type DefaultSource = { readonly slug: string | undefined; readonly isThisFile: boolean };

function defaultSourceOf({ source, sources }: z.infer<typeof outline>): DefaultSource {
  return { slug: source, isThisFile: sources.some((one) => one["sha256"] === "self" && one["slug"] === source) };
}

function readRecord(
  file: File,
  defaultSource: DefaultSource,
  at: readonly [ListName, number],
  written: Readonly<Record<string, unknown>>,
  pieces: Piece[],
  problems: FileProblem[],
): void {
  const [list] = at;
  const parsed = recordSchema(list, written).safeParse(written);
  if (!parsed.success) {
    problems.push(...issues(file, at, parsed.error.issues));
    return;
  }
  const { slug, claims: writtenClaims, ...fields } = parsed.data as { slug: string; claims: readonly WrittenClaim[] };
  const spotOf = (path: readonly PropertyKey[]): Spot => ({ file: file.name, line: file.lineOf([...at, ...path]) });
  const claims = writtenClaims.flatMap((claim, position): ClaimInput[] => {
    const spot = spotOf(["claims", position]);
    const source = claim.source ?? defaultSource.slug;
    // A list the editors keep is its own source: a claim without lines stands on the line it is written on.
    const own = defaultSource.isThisFile && claim.source === undefined ? { lineStart: spot.line, lineEnd: spot.line } : undefined;
    const span = claim.span ?? own;
    if (source === undefined || span === undefined) {
      const message = source === undefined ? "Name the claim's source, or one for the whole file." : "Name the lines of the source.";
      problems.push({ ...spot, path: [...at, "claims", position].join("."), message });
      return [];
    }
    const { property, value, raw, rank, note } = claim;
    return [{ property, value, source, ...span, raw, rank, note }];
  });
  pieces.push({ list, slug, fields: "title" in fields ? resolveSelf(file, fields) : null, claims, spotOf });
}

function resolveSelf(file: File, fields: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  if (fields["sha256"] !== "self") return fields;
  return { ...fields, sha256: file.sha256, lines: file.text.replace(/\n$/u, "").split("\n").length };
}

function mergePieces(pieces: readonly Piece[], problems: FileProblem[]): Archive["records"] {
  const merged = Object.keys(definitions).map((list) => {
    const ofList = pieces.filter((piece) => piece.list === list);
    const groups = Map.groupBy(ofList, ({ slug }) => slug);
    return [list, [...groups.values()].flatMap((group) => mergeGroup(group, problems))] as const;
  });
  return Object.fromEntries(merged) as unknown as Archive["records"];
}

/** The record that pieces of one slug make together; none where no piece defines it, a problem where two do. */
function mergeGroup(group: readonly Piece[], problems: FileProblem[]): ArchivedRecord[] {
  const [first, second] = group.filter(({ fields }) => fields !== null);
  const [any] = group;
  if (any === undefined) return [];
  const path = `${any.list}.${any.slug}`;
  if (first === undefined || first.fields === null) {
    problems.push({ ...any.spotOf([]), path, message: "No file defines this record: it has claims but no title." });
    return [];
  }
  const { file, line } = first.spotOf([]);
  if (second !== undefined) problems.push({ ...second.spotOf([]), path, message: `Defined already in ${file}, line ${line}.` });
  const places = group.flatMap((piece) =>
    piece.claims.map((_, position) => (inner: readonly string[]) => piece.spotOf(["claims", position, ...inner])),
  );
  const spotOf = ([part = "", ...inner]: readonly string[]): Spot => {
    const [position = "", ...rest] = inner;
    const claim = part === "claims" && position !== "" ? places[Number(position)] : undefined;
    return claim?.(rest) ?? first.spotOf([part, ...inner].map(indexOrName));
  };
  return [{ slug: any.slug, fields: first.fields, claims: group.flatMap(({ claims }) => claims), spotOf }];
}

function indexOrName(step: string): PropertyKey {
  return /^\d+$/u.test(step) ? Number(step) : step;
}
