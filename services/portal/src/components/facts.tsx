import type { Child } from "hono/jsx";
import type { Page } from "../page.ts";
import { Disputed } from "./disputed.tsx";
import { type ClaimParts, claimsOn, disputesOn, type EvidenceParts } from "./evidence.ts";
import { Origin } from "./origin.tsx";

/** The facts of a record, each with its name. */
export function Facts({ children }: { children: Child }) {
  return <dl class="govuk-summary-list">{children}</dl>;
}

interface FactProps {
  readonly page: Page;
  readonly name: string;
  /** The record's claims and disputes, and which properties this fact rests on. */
  readonly evidence?: EvidenceParts;
  readonly properties?: readonly string[];
  /** Claims given outright, where a property alone does not tell which. */
  readonly claims?: readonly ClaimParts[];
  readonly children: Child;
}

/** One fact: its value, what disputes it, and where it comes from. */
export function Fact({ page, name, evidence, properties = [], claims, children }: FactProps) {
  const rests = claims ?? (evidence === undefined ? [] : claimsOn(evidence, properties));
  return (
    <div class="govuk-summary-list__row">
      <dt class="govuk-summary-list__key">{name}</dt>
      <dd class="govuk-summary-list__value">
        <div>{children}</div>
        {evidence === undefined ? null : <Disputed page={page} disputes={disputesOn(evidence, properties)} />}
        <Origin page={page} claims={rests} of={name} />
      </dd>
    </div>
  );
}
