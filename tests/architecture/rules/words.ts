import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Tree } from "../tree.ts";
import { isTest, lineAt } from "../tree.ts";

interface Word {
  readonly pattern: RegExp;
  readonly what: string;
  readonly alsoInTests: boolean;
}

// Not after a letter, a dot or a slash: "network/" and "example.org/work" are no paths of a computer.
const words: readonly Word[] = [
  { pattern: /(?<![\w./-])\/(?:work|root)\/[\w.]/g, what: "a path of one computer", alsoInTests: true },
  { pattern: /(?<![\w./-])\/tmp\b/g, what: "a path of one computer's temporary folder (ask node:os for it)", alsoInTests: false },
  {
    pattern: /\b(?:registry\.npmjs\.org|registry\.yarnpkg\.com|npm\.pkg\.github\.com|deb\.debian\.org|pypi\.org|proxy\.golang\.org)\b/g,
    what: "the host of a package registry",
    alsoInTests: true,
  },
];

const readable =
  /\.(?:ts|tsx|js|mjs|json|jsonc|yaml|yml|md|prisma|sql|graphql|scss|css|sh|html|txt|toml|conf)$|(?:^|\/)(?:run|Dockerfile|LICENSE|\.[\w]+rc|\.gitignore)$/;

/** Nothing in the project depends on the computer or the network it was written on, and nothing tells of it. */
export function noWordOfOneMachine({ root, paths }: Tree): string[] {
  return paths
    .filter((path) => readable.test(path) && !path.startsWith("tests/architecture/"))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), "utf8");
      const test = isTest(path) || path.startsWith("tests/");
      return words
        .filter((word) => word.alsoInTests || !test)
        .flatMap((word) =>
          [...text.matchAll(word.pattern)].map((match) => `${path}:${lineAt(text, match.index)}: "${match[0]}" is ${word.what}.`),
        );
    });
}
