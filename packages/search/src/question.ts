import type { FacetName, LatLng } from "./document.ts";

/** The longest question and the most hits an engine gives in all pages together. */
export const searchLimits = { characters: 200, words: 8, hits: 200 } as const;

/** Conditions on what is searched; all hold together, values of one facet are alternatives. Never a string of any engine's language. */
export type SearchFilter = {
  readonly facets?: Readonly<Partial<Record<FacetName, readonly string[]>>> | undefined;
  /** First and last year, both included. */
  readonly years?: { readonly from?: number | undefined; readonly to?: number | undefined } | undefined;
  readonly near?: (LatLng & { readonly km: number }) | undefined;
};

/** A question to an engine. */
export type SearchQuestion = {
  /** Plain words in any script; quotes and operators mean nothing. Empty: a listing of what the filter leaves, newest first. */
  readonly text: string;
  /** Only these kinds; null for all. */
  readonly kinds: readonly string[] | null;
  readonly filter: SearchFilter;
  /** Tokens the reader holds; a document is found by who shares one of its own. */
  readonly audience: readonly string[];
  /** BCP 47 tag of the reader: corrections are spelled in its script. */
  readonly locale: string;
  readonly limit: number;
  readonly offset: number;
  /** Whether totals and facets are wanted: they cost a statement of their own. */
  readonly counts: boolean;
};

/** Counts of one facet; `kind` counts types. A facet's own condition is left out of its counts, so that others can be chosen. */
export type FacetCounts = { readonly facet: FacetName | "kind"; readonly value: string; readonly count: number };

export type Backend = "postgres" | "meilisearch";

/** What an engine found: ids alone. Texts, highlights and permission come from rows. */
export type SearchAnswer = {
  readonly hits: readonly { readonly id: string; readonly kind: string; readonly score: number }[];
  readonly total: number;
  readonly facets: readonly FacetCounts[];
  /** The question with its unknown words replaced by their nearest; null where every word is known or nothing is near. */
  readonly correction: string | null;
  /** Words of the question as the engine understood them, for highlighting. */
  readonly tokens: readonly string[];
  readonly backend: Backend;
  /** Whether a better engine is configured but did not answer, or the answer is not whole. */
  readonly degraded: boolean;
  /** Why, for people who run the node; null where it is not degraded. */
  readonly reason: string | null;
  /** The answer shows every change that was committed before this moment. */
  readonly asOf: Date;
};

/** An engine. Postgres and Meilisearch implement it. */
export type SearchIndex = {
  search(question: SearchQuestion, signal?: AbortSignal): Promise<SearchAnswer>;
};
