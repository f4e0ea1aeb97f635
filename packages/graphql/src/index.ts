import "./scalars.ts";

export { builder, type BuilderTypes } from "./builder.ts";
export { columnField, dateField, textField } from "./columns.ts";
export type { GraphqlContext } from "./context.ts";
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
export {
  declareRecord,
  globalId,
  NodeRef,
  readGlobalId,
  readRecord,
  readTogether,
  recordKinds,
  type RecordKind,
  RecordRef,
  type WantedRecord,
} from "./records.ts";
export { writeCursor } from "./cursor.ts";
export { pageWindow, type Where } from "./window.ts";
