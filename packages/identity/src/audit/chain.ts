import { canonicalJson } from "@dostyk/kernel";
import { sha256 } from "./digest.ts";

/** What the first line follows: there is no hash before it. */
export const genesis = "0".repeat(64);

/**
 * What of a line its hash covers: every column but `previous` and `hash` themselves. The detail is covered by its salted
 * digest, so that it can be erased. Times are ISO 8601 in UTC with milliseconds; what is not stated is null.
 */
export type ChainedFields = {
  /** Place in the chain, counted from 1 without a gap. */
  readonly position: number;
  readonly id: string;
  readonly at: string;
  readonly viewerKind: string;
  readonly viewerId: string | null;
  readonly command: string;
  readonly subjectType: string | null;
  readonly subjectId: string | null;
  readonly decision: "ALLOWED" | "REFUSED";
  readonly refusal: string | null;
  readonly beforeDigest: string | null;
  readonly afterDigest: string | null;
  readonly traceId: string | null;
  readonly detailDigest: string;
  readonly sealedAt: string;
};

/** A line as it is exported and verified. */
export type SealedLine = ChainedFields & {
  /** Hash of the line before, or `genesis`. */
  readonly previous: string;
  readonly hash: string;
  /** What the line says in words; null where it was erased. */
  readonly detail: { readonly salt: string; readonly detail: unknown } | null;
};

/** How far the chain reaches. Published elsewhere, it shows later that nothing before it was rewritten. */
export type Checkpoint = { readonly position: number; readonly hash: string };

/** SHA-256 over the hash of the line before and the canonical JSON of the chained fields, as 64 hexadecimal digits. */
export function chainHash(previous: string, fields: ChainedFields): string {
  return sha256(`${previous}${canonicalJson(fields)}`);
}

/** The chained fields of a sealed line, without what stands beside them. */
export function chainedFields({ previous: _previous, hash: _hash, detail: _detail, ...fields }: SealedLine): ChainedFields {
  return fields;
}
