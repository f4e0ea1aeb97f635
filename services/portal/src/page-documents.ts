import { globSync, readFileSync } from "node:fs";
import { withFragments } from "./document.ts";
import { examples } from "./pages/developers/examples.ts";

/**
 * Every document the pages and islands ask and the developer page shows, word for word: an API that knows them from the start answers
 * them by their hash.
 */
export function pageDocuments(): readonly string[] {
  const folder = new URL("./", import.meta.url);
  const files = globSync("{pages,islands}/**/*.graphql", { cwd: folder.pathname }).toSorted();
  const asked = files.map((file) => withFragments(readFileSync(new URL(file, folder), "utf8")));
  return [...new Set([...asked, ...examples.map(({ question }) => question)])];
}
