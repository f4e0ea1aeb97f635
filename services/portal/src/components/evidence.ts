/** The parts of claims and disputes that pages show; the shapes of the shared fragments. */

/** One statement of one source about one property. */
export interface ClaimParts {
  readonly property: string;
  readonly value: unknown;
  readonly raw: string | null;
  readonly rank: "PREFERRED" | "NORMAL" | "DEPRECATED";
  readonly source: { readonly slug: string; readonly title: string; readonly language: string };
  readonly lines: { readonly start: number; readonly end: number };
}

/** Claims on one property that cannot all hold, and the one the record shows. */
export interface DisputeParts {
  readonly property: string;
  readonly kind: string;
  readonly policy: string;
  readonly claims: readonly ClaimParts[];
  readonly chosen: ClaimParts | null;
}

/** Why a value is not there, in the record's own words. */
export interface AbsenceParts {
  readonly property: string;
  readonly explanation: string;
}

/** What every record page knows of where its facts come from. */
export interface EvidenceParts {
  readonly uri: string;
  readonly claims: readonly ClaimParts[];
  readonly disputes: readonly DisputeParts[];
  readonly absences: readonly AbsenceParts[];
}

/** A date as the API gives it, ready to print. */
export interface DateParts {
  readonly edtf: string;
  readonly text: string;
  readonly earliest: string | null;
  readonly latest: string | null;
}

/** A block of time as the API gives it. */
export interface PeriodParts {
  readonly text: string;
  readonly raw: string | null;
  readonly start: { readonly edtf: string };
  readonly end: { readonly edtf: string } | null;
}

/** The claims on any of some properties, in the order of the record. */
export function claimsOn(evidence: EvidenceParts, properties: readonly string[]): readonly ClaimParts[] {
  return evidence.claims.filter((claim) => properties.includes(claim.property));
}

/** The disputes on any of some properties. */
export function disputesOn(evidence: EvidenceParts, properties: readonly string[]): readonly DisputeParts[] {
  return evidence.disputes.filter((dispute) => properties.includes(dispute.property));
}

/** Why none of some properties has a value, where the record says. */
export function absenceOf(evidence: EvidenceParts, properties: readonly string[]): string | undefined {
  return evidence.absences.find((absence) => properties.includes(absence.property))?.explanation;
}
