import "./source.ts";

export { AbsenceRef, ClaimRef, LineSpanRef } from "./claim.ts";
export { DisputeRef } from "./dispute.ts";
export { claimField, guardedClaim, recordFields, recordOf, recordThrough, relatedRecord, slugField, titleFields } from "./record-fields.ts";
export { SourceRef } from "./source.ts";
export { type RecordConditions, recordConditions, recordsWhere, titleOrder, updateOrder } from "./record-lists.ts";
