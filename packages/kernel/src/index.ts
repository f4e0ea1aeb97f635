export { assertNever } from "./assert-never.ts";
export type { Clock, CommandContext } from "./context.ts";
export type { DomainEvent } from "./event.ts";
export { foldForSearch } from "./folding.ts";
export { formatPartialDate } from "./format-partial-date.ts";
export { idSource, isUlid, newId, parseRecordUri, type RecordUri, recordUri } from "./ids.ts";
export { canonicalJson, type JsonValue } from "./json.ts";
export {
  isLocale,
  type LanguageTag,
  languagesOf,
  type Locale,
  LOCALES,
  localeOf,
  type LocalizedText,
  parseLanguageTag,
  parseLocalizedText,
  scriptOf,
  textIn,
  type TextInLanguage,
} from "./localized-text.ts";
export { agree, type DatePrecision, type DayRange, parsePartialDate, periodEnds, type PartialDate, rangeOf } from "./partial-date.ts";
export { InvalidInput, isProblem, type Problem, RecordNotFound, Refusal, SlugTaken } from "./refusal.ts";
export { isSlug, slugFrom } from "./slug.ts";
export { anonymous, type HeldRole, holds, isOperator, type KeyScope, type Role, roles, system, type Viewer } from "./viewer.ts";
