import { facetNames, type SearchDocument } from "../document.ts";
import { digestOf } from "../postgres/layout.ts";
import { indexedForms, wordsOf } from "../words.ts";

/** The token of documents that everybody may find. The engine holds no others. */
export const everybody = "PUBLIC";

/** The longest value of a facet the engine takes, in bytes. */
const longestFacet = 468;
/** Positions of one attribute end at 65 535; text beyond this many characters is left out. */
const longestText = 200_000;

/** Whether a document may stand outside the node's own database. */
export function isPublic({ audience }: SearchDocument): boolean {
  return audience.includes(everybody);
}

/** A document as the engine takes it. A field without a value is left out: an odd `_geo` fails a whole batch. */
export function engineDocument(document: SearchDocument): Readonly<Record<string, unknown>> & { readonly id: string } {
  const { id, kind, titles, summaries, bodies, aliases, places, tags, facets, year, point } = document;
  const names = [...Object.values(titles), ...aliases, ...places];
  const facetsOfOne = facetNames.map((name) => [name, (facets[name] ?? []).filter((value) => Buffer.byteLength(value) <= longestFacet)]);
  return {
    id,
    kind,
    digest: digestOf(document),
    titles: Object.values(titles),
    summaries: Object.values(summaries).map(cut),
    bodies: bodies.flatMap((body) => Object.values(body)).map(cut),
    aliases,
    places,
    tags,
    fold_names: names.map(folded),
    fold_text: [...tags, ...Object.values(summaries)].map(folded),
    ...Object.fromEntries(facetsOfOne),
    ...(year === null ? {} : { sort_year: year }),
    ...(point === null ? {} : { _geo: { lat: point.lat, lng: point.lng } }),
  };
}

function cut(text: string): string {
  return text.slice(0, longestText).toWellFormed();
}

/** A text in skeletons: what questions in other scripts and spellings find it by. */
export function folded(text: string): string {
  return wordsOf(cut(text)).flatMap(indexedForms).join(" ");
}
