export { byPlace, choose } from "./choose.ts";
export type { ClaimInput, ClaimRank, RecordInput, StoredClaim } from "./claim.ts";
export { type SourceInput, recordSources } from "./commands/record-sources.ts";
export { findDisputes, type FoundDispute } from "./disputes.ts";
export {
  type DisputeKind,
  dateProperty,
  dates,
  datesProperty,
  edtf,
  localized,
  numberQualifier,
  numbersAgree,
  type Properties,
  type Property,
  property,
  type RecordType,
  type Reference,
  referenceProperty,
  slug,
  textProperty,
} from "./property.ts";
export {
  chosen,
  chosenByQualifier,
  firstDay,
  type Identity,
  identityOf,
  joinedText,
  type Recorded,
  type Valued,
  valuesOf,
} from "./recorded.ts";
export { projectRecords, textsIn, yearOf, yearOfDay, years } from "./search-document.ts";
export { claimsVisibleTo, maySee, visibleTo } from "./policy.ts";
export { recordEvidence, titleSort } from "./store.ts";
