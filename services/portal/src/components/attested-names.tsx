import type { Page } from "../page.ts";
import { word } from "../page.ts";
import { DataTable } from "./data-table.tsx";
import { claimsOn, type EvidenceParts } from "./evidence.ts";
import { Section } from "./head.tsx";
import { languageName, scriptName } from "./language-name.ts";
import { CitationLink } from "./origin.tsx";

interface AttestedName {
  readonly text: string;
  readonly language: string;
  readonly script?: string;
  readonly kind?: string;
}

/** Every name a record is given in the sources, read out of its claims. */
export function AttestedNames({ page, evidence }: { page: Page; evidence: EvidenceParts }) {
  const { t } = page;
  const names = claimsOn(evidence, ["name"]).flatMap((claim) => (isName(claim.value) ? [{ name: claim.value, claim }] : []));
  return (
    <Section id="names" title={t("place.names")} when={names.length > 0}>
      <DataTable
        captionHidden
        caption={t("place.names")}
        head={[t("place.nameText"), t("field.kind"), t("field.language"), t("field.script"), t("field.source")]}
        rows={names.map(({ name, claim }) => [
          <span lang={name.language}>{name.text}</span>,
          word(page, "NameKind", name.kind ?? "VARIANT"),
          languageName(page, name.language),
          scriptName(page, name.script ?? null, name.language),
          <CitationLink page={page} claim={claim} />,
        ])}
      />
    </Section>
  );
}

function isName(value: unknown): value is AttestedName {
  return (
    typeof value === "object" &&
    value !== null &&
    "text" in value &&
    typeof value.text === "string" &&
    "language" in value &&
    typeof value.language === "string"
  );
}
