import { countText } from "../../components/claim-value.ts";
import { RecordFoot } from "../../components/claims-table.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { absenceOf, type ClaimParts, type DateParts, type EvidenceParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { languageName } from "../../components/language-name.ts";
import { CitationLink } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { DateOrAbsent } from "../../components/when.tsx";
import { documentBeside } from "../../document.ts";
import { type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { linksTo, type RecordLink, required } from "../../records.ts";

interface Titled {
  readonly slug: string;
  readonly title: string;
}

interface Output extends EvidenceParts {
  readonly slug: string;
  readonly title: string;
  readonly summary: string | null;
  readonly kind: string;
  readonly languages: readonly string[];
  readonly produced: DateParts | null;
  readonly activity: Titled | null;
  readonly programme: Titled | null;
  readonly steps: readonly {
    readonly kind: string;
    readonly on: DateParts | null;
    readonly number: number | null;
    readonly qualifier: string | null;
    readonly note: string | null;
    readonly claim: ClaimParts;
  }[];
  readonly contributions: readonly {
    readonly role: string;
    readonly person: RecordLink | null;
    readonly organization: RecordLink | null;
    readonly claim: ClaimParts;
  }[];
}

const document = documentBeside(import.meta.url, "record.graphql");

/** An output: the steps it went through and who worked on it. */
export const outputPage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly output: Output | null }>(document, { slug });
  const output = required(asking, data.output, "outputs", slug);
  const page = await knowReferences(asking, data, output.claims, "Output");
  const { t } = page;
  const { activity, programme } = output;
  return {
    title: output.title,
    description: t("output.description", { title: output.title }),
    trail: [{ text: t("nav.outputs"), path: "/outputs" }],
    body: (
      <>
        <Heading caption={word(page, "OutputKind", output.kind)}>{output.title}</Heading>
        {output.summary === null ? null : <p class="govuk-body-l">{output.summary}</p>}
        <Facts>
          <Fact page={page} name={t("field.produced")} evidence={output} properties={["produced"]}>
            <DateOrAbsent page={page} date={output.produced} explanation={absenceOf(output, ["produced"])} />
          </Fact>
          {output.languages.length === 0 ? null : (
            <Fact page={page} name={t("field.languages")} evidence={output} properties={["language"]}>
              {output.languages.map((tag) => languageName(page, tag)).join(", ")}
            </Fact>
          )}
          {activity === null ? null : (
            <Fact page={page} name={t("field.activity")} evidence={output} properties={["activity"]}>
              <RecordLinks page={page} records={[{ ...activity, path: `/activities/${activity.slug}` }]} />
            </Fact>
          )}
          {programme === null ? null : (
            <Fact page={page} name={t("field.programme")} evidence={output} properties={["programme"]}>
              <RecordLinks page={page} records={[{ ...programme, path: `/programmes/${programme.slug}` }]} />
            </Fact>
          )}
        </Facts>
        <Section id="steps" title={t("field.steps")} when={output.steps.length > 0}>
          <DataTable
            captionHidden
            caption={t("field.steps")}
            head={[t("field.steps"), t("field.date"), t("field.number"), t("field.note"), t("field.source")]}
            rows={output.steps.map(({ kind, on, number, qualifier, note, claim }) => [
              word(page, "OutputStepKind", kind),
              <DateOrAbsent page={page} date={on} />,
              number === null ? t("absent.not-stated") : countText(page, number, qualifier ?? "EXACT"),
              note ?? t("value.none"),
              <CitationLink page={page} claim={claim} />,
            ])}
          />
        </Section>
        <Section id="contributors" title={t("field.contributors")} when={output.contributions.length > 0}>
          <DataTable
            captionHidden
            caption={t("field.contributors")}
            head={[t("field.participant"), t("field.role"), t("field.source")]}
            rows={output.contributions.map(({ role, person, organization, claim }) => [
              <RecordLinks page={page} records={linksTo([person, organization])} />,
              word(page, "ContributionRole", role),
              <CitationLink page={page} claim={claim} />,
            ])}
          />
        </Section>
        <RecordFoot page={page} evidence={output} />
      </>
    ),
  };
};
