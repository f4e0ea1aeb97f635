import { href, type Page } from "../page.ts";
import { ClaimSaid } from "./claim-said.tsx";
import type { ClaimParts } from "./evidence.ts";

interface OriginProps {
  readonly page: Page;
  readonly claims: readonly ClaimParts[];
  /** What the fact is called, so that a list of links makes sense read aloud. */
  readonly of: string;
}

/** "Where this comes from": closed until asked, then every claim with its source, lines and raw form. */
export function Origin({ page, claims, of }: OriginProps) {
  if (claims.length === 0) return null;
  return (
    <details class="origin">
      <summary>
        {page.t("origin.title")}
        <span class="govuk-visually-hidden">: {of}</span>
      </summary>
      <ul class="origin__list">
        {claims.map((claim) => (
          <li>
            <ClaimLine page={page} claim={claim} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One claim on one line: what it says, where, and how the source writes it. */
export function ClaimLine({ page, claim }: { page: Page; claim: ClaimParts }) {
  return (
    <>
      <strong>
        <ClaimSaid page={page} claim={claim} />
      </strong>
      {" – "}
      <CitationLink page={page} claim={claim} />
    </>
  );
}

/** Where something is said. */
export interface Citation {
  readonly source: { readonly slug: string; readonly title: string };
  readonly lines: { readonly start: number; readonly end: number };
}

/**
 * The source and the lines of a claim, as a link to these lines on the source's page. `short` where the page has said
 * which source it is: then only the lines are seen.
 */
export function CitationLink({ page, claim, short = false }: { page: Page; claim: Citation; short?: boolean }) {
  const { source, lines } = claim;
  return (
    <a class="govuk-link citation" href={`${href(page, `/sources/${source.slug}`, { line: String(lines.start) })}#line-${lines.start}`}>
      <span class={short ? "govuk-visually-hidden" : undefined}>{source.title}, </span>
      {linesText(page, lines)}
    </a>
  );
}

/** "line 88" or "lines 57-59". */
export function linesText(page: Page, { start, end }: { readonly start: number; readonly end: number }): string {
  return start === end
    ? page.t("origin.line", { line: String(start) })
    : page.t("origin.lines", { start: String(start), end: String(end) });
}
