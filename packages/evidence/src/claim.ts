import type { LocalizedText } from "@dostyk/kernel";

/** The standing of a claim. Deprecated claims stay readable but count for nothing; nothing is ever deleted. */
export type ClaimRank = "PREFERRED" | "NORMAL" | "DEPRECATED";

/** A claim as a command receives it. */
export type ClaimInput = {
  readonly property: string;
  readonly value: unknown;
  /** Slug of the source. */
  readonly source: string;
  readonly lineStart: number;
  readonly lineEnd: number;
  /** A few characters as the source writes them, where the raw form is evidence. */
  readonly raw?: string | undefined;
  readonly rank?: ClaimRank | undefined;
  readonly note?: string | undefined;
};

/** What every record's command receives besides the slice's own fields. */
export type RecordInput = {
  readonly slug: string;
  readonly title: LocalizedText;
  readonly aliases?: readonly string[] | undefined;
  readonly visibility?: "PUBLIC" | "HIDDEN" | undefined;
  /** Why a value is not there, by property. */
  readonly absences?: Readonly<Record<string, LocalizedText>> | undefined;
  readonly claims: readonly ClaimInput[];
};

/** A claim as it is stored. */
export type StoredClaim = {
  readonly id: string;
  readonly property: string;
  readonly qualifier: string;
  readonly value: unknown;
  readonly raw: string | null;
  readonly rank: ClaimRank;
  readonly sourceId: string;
  readonly sourcePublished: string | null;
  readonly lineStart: number;
  readonly lineEnd: number;
};
