import { createHash } from "node:crypto";
import { canonicalJson } from "@dostyk/kernel";
import { facetNames } from "../document.ts";
import { abbreviations } from "../glossary.ts";
import { searchLimits } from "../question.ts";

/**
 * Everything the engine is told before its first document. The order of attributes is their rank. No locales: Kazakh and
 * Kyrgyz are refused there, and for the others the skeletons do what they would.
 */
export const settings = {
  searchableAttributes: ["titles", "aliases", "tags", "places", "summaries", "fold_names", "fold_text", "bodies"],
  displayedAttributes: ["id", "kind", "digest"],
  // The object form leaves out facets and comparison unless they are named; _geo is understood as a plain string alone.
  filterableAttributes: [
    "_geo",
    {
      attributePatterns: ["kind", ...facetNames],
      features: { facetSearch: true, filter: { equality: true, comparison: false } },
    },
    { attributePatterns: ["sort_year"], features: { facetSearch: false, filter: { equality: true, comparison: true } } },
  ],
  sortableAttributes: ["_geo", "sort_year"],
  typoTolerance: { disableOnNumbers: true },
  rankingRules: ["words", "typo", "proximity", "attributeRank", "sort", "wordPosition", "exactness"],
  faceting: { maxValuesPerFacet: 250, sortFacetValuesBy: { "*": "count" } },
  pagination: { maxTotalHits: searchLimits.hits },
  searchCutoffMs: 300,
  synonyms: abbreviations(),
} as const;

/** What an index was built with; another hash asks for a rebuild. */
export const settingsHash = createHash("sha256").update(canonicalJson(settings)).digest("base64url").slice(0, 16);
