/** GraphQL documents live in files beside their pages; shared fragments are added to those that spread them. */
import { readFileSync } from "node:fs";

const fragments = readFileSync(new URL("components/fragments.graphql", import.meta.url), "utf8")
  .split(/^(?=fragment )/mu)
  .filter((text) => text.startsWith("fragment "));

/** The document in `document.graphql` beside the module, with the shared fragments it needs, and those these need. */
export function documentBeside(moduleUrl: string, file = "document.graphql"): string {
  const own = readFileSync(new URL(file, moduleUrl), "utf8");
  return withFragments(own);
}

/** A document followed by the shared fragments it spreads, each once. */
export function withFragments(document: string): string {
  let text = document;
  for (let added = true; added;) {
    added = false;
    for (const fragment of fragments) {
      const name = /^fragment (\w+)/u.exec(fragment)?.[1] ?? "";
      if (text.includes(`fragment ${name} `) || !new RegExp(`\\.\\.\\.\\s*${name}\\b`, "u").test(text)) continue;
      text += `\n${fragment}`;
      added = true;
    }
  }
  return text;
}
