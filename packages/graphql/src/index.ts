import "./scalars.ts";

export { builder, type BuilderTypes } from "./builder.ts";
export { columnField, dateField, textField } from "./columns.ts";
export type { GraphqlContext, InvitationMail, PartHealth } from "./context.ts";
export { operationCost } from "./cost.ts";
export {
  type Connection,
  connectionOf,
  type ConnectionOf,
  listField,
  type Orders,
  page,
  PageInfoRef,
  relatedList,
  type Row,
} from "./connections.ts";
export { dateInWords, PartialDateRef, PeriodRef, periodOf } from "./dates.ts";
export { enumOf } from "./enums.ts";
export { BadCursor, BadPage, RequestError, TooCostly } from "./errors.ts";
export { limits } from "./limits.ts";
export { allTexts, localeDescription, localizedText, textOf, textOrNull, TextRef } from "./localized.ts";
export { mutation } from "./mutations.ts";
export { declareRecord, recordKinds, type RecordKind } from "./record-kinds.ts";
export { globalId, NodeRef, readGlobalId, readRecord, readTogether, RecordRef, type WantedRecord } from "./records.ts";
export { declareRefusals, type Refused } from "./refusals.ts";
export { writeCursor } from "./cursor.ts";
export { pageWindow, type Where } from "./window.ts";
