/** The one script of the site, served as it is written under a name made of its own content. */
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** What a browser runs, and the address it is served under; the address changes when the text does. */
export const script: { readonly text: string; readonly path: string } = readScript();

function readScript() {
  const text = readFileSync(new URL("search-suggestions.js", import.meta.url), "utf8");
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 12);
  return { text, path: `/assets/search-${hash}.js` };
}
