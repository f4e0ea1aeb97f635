/** The questions the developer page shows and runs; tests run each of them too. */
import { readFileSync } from "node:fs";

const names = ["place", "partnership", "dispute", "chart", "page"] as const;

/** A question with its name, which also names its heading in the catalogues. */
export interface Example {
  readonly name: (typeof names)[number];
  readonly question: string;
}

/** Every example, in the order they are read. */
export const examples: readonly Example[] = names.map((name) => ({
  name,
  question: readFileSync(new URL(`examples/${name}.graphql`, import.meta.url), "utf8").trim(),
}));
