export { type FacetName, facetNames, type LatLng, type SearchDocument, type SearchKind } from "./document.ts";
export { highlight, markup, nameLikeness, type Piece, snippet } from "./highlight.ts";
export {
  type Backend,
  type FacetCounts,
  type SearchAnswer,
  type SearchFilter,
  type SearchIndex,
  searchLimits,
  type SearchQuestion,
} from "./question.ts";
export { completions } from "./postgres/complete.ts";
export { postgresIndex } from "./postgres/postgres-index.ts";
export { similarTo } from "./postgres/similar.ts";
export { type ShownTexts, shownTexts } from "./postgres/texts.ts";
export { writeDocuments } from "./postgres/write-documents.ts";
export { rebuildOwnIndex } from "./sync/rebuild.ts";
export { type Behind, catchUp } from "./sync/catch-up.ts";
export { type Engine, type EngineAccess, EngineRefused, makeKeys, openEngine, type Pause } from "./meili/engine.ts";
export { type Fed, feed, type Feeding } from "./meili/feed.ts";
export { activate, beginGeneration, dropRetired } from "./meili/generation.ts";
export { type Drift, verifySearch } from "./meili/verify.ts";
export { withFallback } from "./meili/with-fallback.ts";
export { searchStatus, type SearchStatus, type TargetStatus } from "./sync/status.ts";
