import { RecordFoot } from "../../components/claims-table.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { absenceOf, type ClaimParts, type DateParts, type EvidenceParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { CitationLink } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { DateOrAbsent } from "../../components/when.tsx";
import { documentBeside } from "../../document.ts";
import type { PageHandler } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { linksTo, type RecordLink, required } from "../../records.ts";

interface Titled {
  readonly slug: string;
  readonly title: string;
}

interface Competition extends EvidenceParts {
  readonly slug: string;
  readonly title: string;
  readonly summary: string | null;
  readonly year: DateParts | null;
  readonly programme: Titled | null;
  readonly ceremony: Titled | null;
  readonly awards: readonly {
    readonly text: string;
    readonly practice: RecordLink | null;
    readonly place: RecordLink | null;
    readonly organization: RecordLink | null;
    readonly partnership: RecordLink | null;
    readonly claim: ClaimParts;
  }[];
}

const document = documentBeside(import.meta.url, "record.graphql");

/** A competition: its year, where its winners were honoured, what was awarded. */
export const competitionPage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly competition: Competition | null }>(document, { slug });
  const competition = required(asking, data.competition, "competitions", slug);
  const page = await knowReferences(asking, data, competition.claims, "Competition");
  const { t } = page;
  const { programme, ceremony } = competition;
  return {
    title: competition.title,
    description: t("competition.description", { title: competition.title }),
    trail: [{ text: t("nav.competitions"), path: "/competitions" }],
    body: (
      <>
        <Heading>{competition.title}</Heading>
        {competition.summary === null ? null : <p class="govuk-body-l">{competition.summary}</p>}
        <Facts>
          <Fact page={page} name={t("field.year")} evidence={competition} properties={["year"]}>
            <DateOrAbsent page={page} date={competition.year} explanation={absenceOf(competition, ["year"])} />
          </Fact>
          {programme === null ? null : (
            <Fact page={page} name={t("field.programme")} evidence={competition} properties={["programme"]}>
              <RecordLinks page={page} records={[{ ...programme, path: `/programmes/${programme.slug}` }]} />
            </Fact>
          )}
          {ceremony === null ? null : (
            <Fact page={page} name={t("field.ceremony")} evidence={competition} properties={["ceremony"]}>
              <RecordLinks page={page} records={[{ ...ceremony, path: `/activities/${ceremony.slug}` }]} />
            </Fact>
          )}
        </Facts>
        <Section id="awards" title={t("field.awards")} when={competition.awards.length > 0}>
          <DataTable
            captionHidden
            caption={t("field.awards")}
            head={[t("field.awards"), t("field.participant"), t("field.source")]}
            rows={competition.awards.map(({ text, practice, place, organization, partnership, claim }) => {
              const winners = linksTo([practice, place, organization, partnership]);
              return [
                text,
                winners.length === 0 ? (
                  <span class="absent">{absenceOf(competition, ["award", "winner"]) ?? t("competition.unnamed")}</span>
                ) : (
                  <RecordLinks page={page} records={winners} />
                ),
                <CitationLink page={page} claim={claim} />,
              ];
            })}
          />
        </Section>
        <RecordFoot page={page} evidence={competition} />
      </>
    ),
  };
};
