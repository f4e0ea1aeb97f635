import type { Transaction } from "@dostyk/db";
import type { LocalizedText } from "@dostyk/kernel";

/** What answers can be narrowed by and counted over, besides the type of record. */
export const facetNames = ["country", "theme", "sdg", "year", "language", "status"] as const;
export type FacetName = (typeof facetNames)[number];

/** A point on the map (WGS 84), in degrees. */
export type LatLng = { readonly lat: number; readonly lng: number };

/** What is searched of one record: one document for all its languages. */
export type SearchDocument = {
  /** The record's own id. */
  readonly id: string;
  /** Name of its `SearchKind`. */
  readonly kind: string;
  /** Who may find it: a reader who holds one of these tokens. Never empty. */
  readonly audience: readonly string[];
  readonly titles: LocalizedText;
  readonly summaries: LocalizedText;
  readonly bodies: readonly LocalizedText[];
  /** Former, foreign, short and misspelled names of the record itself. */
  readonly aliases: readonly string[];
  /** Every name of the places and people it is about. */
  readonly places: readonly string[];
  /** Labels of its themes and of other terms, in all languages. */
  readonly tags: readonly string[];
  readonly facets: Readonly<Partial<Record<FacetName, readonly string[]>>>;
  /** The year it is sorted by; null where none is known. */
  readonly year: number | null;
  readonly point: LatLng | null;
};

/** What a slice adds to its manifest for each type of record that can be found. */
export type SearchKind = {
  /** Type in the registry, such as `PLACE`. */
  readonly kind: string;
  /** Multiplies the score: a place goes before the partnerships it is party to. About 1. */
  readonly weight: number;
  /** Whether a whole question may be its name: places, organizations, people, programmes. */
  readonly named: boolean;
  /** The documents of those of `ids` that are of this kind, from rows as they are now. Absent: in no index. */
  project(tx: Transaction, ids: readonly string[]): Promise<readonly SearchDocument[]>;
  /** Ids of this kind's records whose documents hold text of any of `ids`, such as the name of a place. */
  dependents(tx: Transaction, ids: readonly string[]): Promise<readonly string[]>;
};

/** One token for each value of each facet, such as `country:KZ`. */
export function facetTokens(facets: Readonly<Partial<Record<FacetName, readonly string[]>>>): readonly string[] {
  return [...new Set(facetNames.flatMap((name) => (facets[name] ?? []).map((value) => `${name}:${value}`)))];
}
