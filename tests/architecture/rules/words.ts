import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "../tree.ts";
import { isTest, lineAt } from "../tree.ts";

interface Word {
  readonly pattern: RegExp;
  readonly what: string;
  readonly alsoInTests: boolean;
}

// Not after a letter, a dot or a slash: "network/" and "example.org/home" are no paths of a computer.
const words: readonly Word[] = [
  { pattern: /(?<![\w./-])\/(?:home|root|Users|mnt)\/[\w.]/g, what: "a path of one computer", alsoInTests: true },
  { pattern: /(?<![\w./-])\/tmp\b/g, what: "a path of one computer's temporary folder (ask node:os for it)", alsoInTests: false },
  { pattern: /\bregistry\.[\w-]+\.(?:org|com|io|net)\b/g, what: "the host of a package registry", alsoInTests: true },
];

const readable =
  /\.(?:ts|tsx|js|mjs|json|jsonc|yaml|yml|md|prisma|sql|graphql|scss|css|sh|html|txt|toml|conf)$|(?:^|\/)(?:run|Dockerfile|LICENSE|\.[\w]+rc|\.gitignore)$/;

// The record speaks of offices and organizations, never of how a person was reached.
const contacts: readonly Word[] = [
  { pattern: /[\w.+-]+@[\w-]+\.[a-z]{2,}/gi, what: "an e-mail address", alsoInTests: true },
  { pattern: /(?:\+\d[\d ()-]{8,}\d|\(\d{3,5}\)\s*\d{2,3}[ -]?\d{2})/g, what: "a telephone number", alsoInTests: true },
];

/** Nothing in the project depends on the computer or the network it was written on, and nothing tells of it. */
export function noWordOfOneMachine(tree: Tree): string[] {
  return occurrences(tree, words, (path) => !path.startsWith("tests/architecture/"));
}

/** The archive's record names no way to reach a person. */
export function noContactInRecord(tree: Tree): string[] {
  return occurrences(tree, contacts, (path) => path.startsWith("packages/archive/record/"));
}

/**
 * The project tells what the founding documents say in its own words: no file has as many words in a row as `run` from one of them.
 * Names of laws and organizations are shorter.
 */
export function noCopiedSentence(tree: Tree, documents: readonly string[], run = 14): string[] {
  const said = documents.map((document) => wordsOf(document).map(({ word }) => word));
  const known = new Set(said.flat());
  const copied = new Set(said.flatMap((all) => all.map((_, index) => all.slice(index, index + run).join(" "))));
  return tree.paths
    .filter((path) => readable.test(path))
    .flatMap((path) => {
      const text = readFileSync(join(tree.root, path), "utf8");
      const found = wordsOf(text);
      // Most runs hold a word that no document has; only the others are worth putting together.
      let inARow = 0;
      for (const [index, { word }] of found.entries()) {
        inARow = known.has(word) ? inARow + 1 : 0;
        if (inARow < run) continue;
        const sequence = found.slice(index + 1 - run, index + 1);
        const words = sequence.map((one) => one.word).join(" ");
        if (!copied.has(words)) continue;
        return [`${path}:${lineAt(text, sequence[0]?.position ?? 0)}: copied from a founding document: "${words}".`];
      }
      return [];
    });
}

function wordsOf(text: string): { readonly word: string; readonly position: number }[] {
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)].map((match) => ({ word: match[0].toLowerCase(), position: match.index }));
}

function occurrences({ root, paths }: Tree, of: readonly Word[], where: (path: string) => boolean): string[] {
  return paths
    .filter((path) => readable.test(path) && where(path))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const test = isTest(path) || path.startsWith("tests/");
      return of
        .filter((word) => word.alsoInTests || !test)
        .flatMap((word) =>
          [...text.matchAll(word.pattern)].map((match) => `${path}:${lineAt(text, match.index)}: "${match[0]}" is ${word.what}.`),
        );
    });
}
