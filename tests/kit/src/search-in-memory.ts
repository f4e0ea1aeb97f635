/** A document as the stand-in keeps it. */
export type StoredDocument = Readonly<Record<string, unknown>> & { readonly id: string };

/** What a question to one index may say; the rest is refused by the contract. */
export type StandInQuery = {
  readonly q?: string | null;
  readonly filter?: readonly (string | readonly string[])[] | null;
  readonly attributesToSearchOn?: readonly string[] | null;
};

export type StandInHit = { readonly document: StoredDocument; readonly score: number };

/**
 * A small likeness of the engine's ranking: words found, then slips, then the attribute they stand in. Slips are counted
 * as it counts them: one from five letters, two from nine, none in the first where one is allowed; the last word may be a
 * beginning. As with its strategy "frequency", a document may miss words but not all.
 */
export function searchInMemory(
  documents: Iterable<StoredDocument>,
  attributes: readonly string[],
  query: StandInQuery,
): readonly StandInHit[] {
  const words = wordsIn(query.q ?? "").slice(0, 10);
  const among = query.attributesToSearchOn ?? attributes;
  const hits: StandInHit[] = [];
  for (const document of documents) {
    if (!passes(document, query.filter ?? [])) continue;
    const score = words.length === 0 ? 0 : scoreOf(document, words, among);
    if (words.length === 0 || score > 0) hits.push({ document, score });
  }
  return hits.toSorted((a, b) => b.score - a.score || (a.document.id < b.document.id ? -1 : 1));
}

function scoreOf(document: StoredDocument, words: readonly string[], attributes: readonly string[]): number {
  let score = 0;
  for (const [index, word] of words.entries()) {
    let best = 0;
    for (const [place, attribute] of attributes.entries()) {
      const weight = 1 - place / (attributes.length * 4);
      for (const text of textsOf(document[attribute])) {
        for (const found of wordsIn(text)) best = Math.max(best, weight * likeness(found, word, index === words.length - 1));
      }
    }
    score += best;
  }
  return score / words.length;
}

function likeness(found: string, word: string, last: boolean): number {
  if (found === word) return 1;
  if (last && found.startsWith(word)) return 0.9;
  const budget = word.length < 5 ? 0 : word.length < 9 ? 1 : 2;
  if (budget === 0 || Math.abs(found.length - word.length) > budget || (budget === 1 && found[0] !== word[0])) return 0;
  const count = edits(found, word);
  return count > budget ? 0 : 0.8 - 0.2 * count;
}

function edits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

function wordsIn(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function passes(document: StoredDocument, filter: readonly (string | readonly string[])[]): boolean {
  return filter.every((condition) =>
    typeof condition === "string" ? holds(document, condition) : condition.some((one) => holds(document, one)),
  );
}

/** One condition: `name = "value"`, a comparison with a number, an empty list, or a radius. Anything else is an error, as there. */
function holds(document: StoredDocument, condition: string): boolean {
  const [, name = "", quoted] = /^(\w+) = "((?:[^"\\]|\\.)*)"$/su.exec(condition) ?? [];
  if (quoted !== undefined) return textsOf(document[name]).includes(quoted.replaceAll(/\\(.)/gsu, "$1"));
  const [, field = "", sign, number] = /^(\w+) (>=|<=) (-?\d+)$/u.exec(condition) ?? [];
  if (number !== undefined) {
    const value = document[field];
    return typeof value === "number" && (sign === ">=" ? value >= Number(number) : value <= Number(number));
  }
  if (/^\w+ IN \[\]$/u.test(condition)) return false;
  const [, lat, lng, metres] = /^_geoRadius\((-?[\d.]+), (-?[\d.]+), (\d+)\)$/u.exec(condition) ?? [];
  if (metres !== undefined) {
    const geo = document["_geo"] as { lat: number; lng: number } | undefined;
    return geo !== undefined && distance(geo, { lat: Number(lat), lng: Number(lng) }) <= Number(metres);
  }
  throw new FilterRefused(condition);
}

/** The engine does not understand a filter. */
export class FilterRefused extends Error {}

function distance(a: { lat: number; lng: number }, b: { lat: number; lng: number }): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const h =
    Math.sin(radians(a.lat - b.lat) / 2) ** 2 +
    Math.cos(radians(a.lat)) * Math.cos(radians(b.lat)) * Math.sin(radians(a.lng - b.lng) / 2) ** 2;
  return 2 * 6_371_000 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** How often each value of some attributes is held. */
export function distributionOf(hits: readonly StandInHit[], facets: readonly string[]): Record<string, Record<string, number>> {
  return Object.fromEntries(
    facets.map((facet) => {
      const counts: Record<string, number> = {};
      for (const { document } of hits) for (const value of textsOf(document[facet])) counts[value] = (counts[value] ?? 0) + 1;
      return [facet, counts];
    }),
  );
}
