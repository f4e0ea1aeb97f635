import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { parseSync } from "oxc-parser";
import type { Program } from "oxc-parser";

/** One mention of another module. `specifier` is as written; `line` counts from 1. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
}

/** A TypeScript file. `path` is relative to the project and has forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly lines: number;
  readonly text: string;
  readonly imports: readonly Import[];
  /** Lines with `export *`, with or without a name. */
  readonly exportStars: readonly number[];
  readonly program: Program;
}

/** What of package.json the law speaks about. */
export interface Manifest {
  readonly name?: string;
  readonly main?: string;
  readonly exports?: string | Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** A folder under packages/, services/ or tests/. A room without package.json has an empty manifest. */
export interface Room {
  readonly name: string;
  readonly kind: "packages" | "services" | "tests";
  /** Relative to the project: "packages/kernel". */
  readonly folder: string;
  readonly manifest: Manifest;
  readonly readme: boolean;
  readonly files: readonly SourceFile[];
}

/** Everything the rules read. `root` is absolute. */
export interface Tree {
  readonly root: string;
  readonly rooms: readonly Room[];
  /** Each `.prisma` file by the name of the slice it belongs to. */
  readonly schemas: ReadonlyMap<string, string>;
  /** Paths of all files a person wrote, relative to the project. */
  readonly paths: readonly string[];
}

// Made by tools or brought by them: nobody's handwriting.
const notOurs = new Set(["node_modules", "generated", ".git", ".cache", ".dostyk", "dist", "coverage"]);

/** Reads a project. Rooms without any file, such as the empty folders of a moved room, are left out. */
export function readTree(root: string): Tree {
  const paths = walk(root, root);
  const rooms = (["packages", "services", "tests"] as const).flatMap((kind) =>
    foldersIn(join(root, kind))
      .map((name) => readRoom(root, kind, name, paths))
      .filter((room) => paths.some((path) => path.startsWith(`${room.folder}/`))),
  );
  return { root, rooms, schemas: readSchemas(root), paths };
}

/** Whether a file is a test. Tests may use the kit, and their rows are nobody's. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path);
}

/** Whether a file serves tests: one itself, or what a room offers to tests in `testing.ts` and `testing/`. */
export function servesTests(path: string): boolean {
  return isTest(path) || /\/src\/testing(?:\.tsx?$|\/)/.test(path);
}

/** The line, counted from 1, at which a position of a text lies. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split("\n").length;
}

function readRoom(root: string, kind: Room["kind"], name: string, paths: readonly string[]): Room {
  const folder = `${kind}/${name}`;
  const manifestFile = join(root, folder, "package.json");
  return {
    name,
    kind,
    folder,
    manifest: existsSync(manifestFile) ? (JSON.parse(readFileSync(manifestFile, "utf8")) as Manifest) : {},
    readme: existsSync(join(root, folder, "README.md")),
    files: paths.filter((path) => path.startsWith(`${folder}/`) && /\.tsx?$/.test(path)).map((path) => readSource(root, path)),
  };
}

function readSource(root: string, path: string): SourceFile {
  const text = readFileSync(join(root, path), "utf8");
  const { module, program, errors } = parseSync(path, text);
  if (errors[0]) throw new Error(`${path} cannot be parsed: ${errors[0].message}`);

  const from = (specifier: string, position: number): Import => ({ specifier, line: lineAt(text, position) });
  const reExports = module.staticExports.flatMap((statement) => statement.entries).filter((entry) => entry.moduleRequest !== null);
  return {
    path,
    text,
    lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0),
    imports: [
      ...module.staticImports.map((statement) => from(statement.moduleRequest.value, statement.start)),
      ...reExports.map((entry) => from(entry.moduleRequest?.value ?? "", entry.start)),
      // A computed specifier has no name to judge; the linter and Node see to it.
      ...module.dynamicImports.flatMap(({ moduleRequest: { start, end } }) => {
        const literal = /^["'`]([^"'`$]+)["'`]$/.exec(text.slice(start, end));
        return literal?.[1] ? [from(literal[1], start)] : [];
      }),
    ],
    exportStars: module.staticExports
      .filter((statement) => statement.entries.some((entry) => ["All", "AllButDefault"].includes(entry.importName.kind)))
      .map((statement) => lineAt(text, statement.start)),
    program,
  };
}

function readSchemas(root: string): ReadonlyMap<string, string> {
  const folder = join(root, "packages/db/prisma/schema");
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder).filter((file) => extname(file) === ".prisma");
  return new Map(files.map((file) => [file.slice(0, -".prisma".length), readFileSync(join(folder, file), "utf8")]));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !notOurs.has(entry.name))
    .map((entry) => entry.name)
    .toSorted();
}

function walk(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      if (notOurs.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return walk(root, path);
      return entry.isFile() ? [relative(root, path).split(sep).join("/")] : [];
    });
}
