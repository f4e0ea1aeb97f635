import { type AdoptionParts, Adoptions } from "../../components/adoptions.tsx";
import { Absent } from "../../components/absent.tsx";
import { RecordFoot } from "../../components/claims-table.tsx";
import { absenceOf, type ClaimParts, type EvidenceParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { Origin } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { documentBeside } from "../../document.ts";
import { numberText, type Page, type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";

interface Titled {
  readonly slug: string;
  readonly title: string;
}

interface Practice extends EvidenceParts {
  readonly slug: string;
  readonly title: string;
  readonly summary: string | null;
  readonly status: string;
  readonly outcomeKind: string | null;
  readonly evidenceGrade: number | null;
  readonly place: { readonly slug: string; readonly name: string } | null;
  readonly partnership: Titled | null;
  readonly programme: Titled | null;
  readonly themes: readonly { readonly title: string }[];
  readonly sections: readonly { readonly kind: string; readonly text: string; readonly claim: ClaimParts | null }[];
  readonly adoptedFrom: AdoptionParts | null;
  readonly adoptions: readonly AdoptionParts[];
  readonly awards: readonly { readonly text: string; readonly competition: Titled | null; readonly claim: ClaimParts }[];
}

const document = documentBeside(import.meta.url, "record.graphql");

/** A practice: what was done and what came of it, where it came from and who took it over. */
export const practicePage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly practice: Practice | null }>(document, { slug });
  const practice = required(asking, data.practice, "practices", slug);
  const page = await knowReferences(asking, data, practice.claims, "Practice");
  const { t } = page;
  const lineage = [...(practice.adoptedFrom === null ? [] : [practice.adoptedFrom]), ...practice.adoptions];
  return {
    title: practice.title,
    description: t("practice.description", { title: practice.title }),
    trail: [{ text: t("nav.practices"), path: "/practices" }],
    body: (
      <>
        <Heading caption={practice.place?.name}>{practice.title}</Heading>
        {practice.summary === null ? null : (
          <>
            <p class="govuk-body-l">{practice.summary}</p>
            <Origin page={page} claims={practice.claims.filter(({ property }) => property === "summary")} of={t("field.summary")} />
          </>
        )}
        <PracticeFacts page={page} practice={practice} />
        <Section id="sections" title={t("practice.sections")} when={practice.sections.length > 0}>
          {practice.sections.map(({ kind, text, claim }) => (
            <>
              <h3 class="govuk-heading-m">{word(page, "SectionKind", kind)}</h3>
              <p class="govuk-body">{text}</p>
              <Origin page={page} claims={claim === null ? [] : [claim]} of={word(page, "SectionKind", kind)} />
            </>
          ))}
        </Section>
        <Section id="lineage" title={t("practice.lineage")} when={lineage.length > 0}>
          <Adoptions page={page} id="lineage-chart" adoptions={lineage} />
        </Section>
        <Section id="awards" title={t("field.awards")} when={practice.awards.length > 0}>
          <ul class="govuk-list govuk-list--bullet">
            {practice.awards.map(({ text, competition, claim }) => (
              <li>
                {text}
                {competition === null ? null : " – "}
                <RecordLinks
                  page={page}
                  records={competition === null ? [] : [{ ...competition, path: `/competitions/${competition.slug}` }]}
                />
                <Origin page={page} claims={[claim]} of={text} />
              </li>
            ))}
          </ul>
        </Section>
        <RecordFoot page={page} evidence={practice} />
      </>
    ),
  };
};

function PracticeFacts({ page, practice }: { page: Page; practice: Practice }) {
  const { t } = page;
  const { place, partnership, programme, outcomeKind, evidenceGrade } = practice;
  return (
    <Facts>
      {place === null ? null : (
        <Fact page={page} name={t("field.place")} evidence={practice} properties={["place"]}>
          <RecordLinks page={page} records={[{ path: `/places/${place.slug}`, title: place.name }]} />
        </Fact>
      )}
      <Fact page={page} name={t("field.result")}>
        {outcomeKind === null ? (
          <Absent page={page} kind="not-stated" explanation={absenceOf(practice, ["outcomeKind"])} />
        ) : (
          word(page, "OutcomeKind", outcomeKind)
        )}
      </Fact>
      {evidenceGrade === null ? null : (
        <Fact page={page} name={t("field.evidenceGrade")}>
          {numberText(page, evidenceGrade)}
        </Fact>
      )}
      {partnership === null ? null : (
        <Fact page={page} name={t("field.partnership")} evidence={practice} properties={["partnership"]}>
          <RecordLinks page={page} records={[{ ...partnership, path: `/partnerships/${partnership.slug}` }]} />
        </Fact>
      )}
      {programme === null ? null : (
        <Fact page={page} name={t("field.programme")} evidence={practice} properties={["programme"]}>
          <RecordLinks page={page} records={[{ ...programme, path: `/programmes/${programme.slug}` }]} />
        </Fact>
      )}
      {practice.themes.length === 0 ? null : (
        <Fact page={page} name={t("field.themes")} evidence={practice} properties={["theme"]}>
          {practice.themes.map(({ title }) => title).join(", ")}
        </Fact>
      )}
    </Facts>
  );
}
