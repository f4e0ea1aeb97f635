import { Lineage, type LineagePractice } from "../charts/lineage.tsx";
import type { Page } from "../page.ts";
import type { ClaimParts, DateParts } from "./evidence.ts";
import { Fact, Facts } from "./facts.tsx";
import { RecordLinks } from "./record-list.tsx";
import { PartialDate } from "./when.tsx";

interface AdoptedPractice {
  readonly slug: string;
  readonly title: string;
  readonly place: { readonly name: string } | null;
}

/** One edge of the lineage as the API gives it; the shape of the shared fragment. */
export interface AdoptionParts {
  readonly practice: AdoptedPractice | null;
  readonly adoptedPractice: AdoptedPractice | null;
  readonly partnership: { readonly slug: string; readonly title: string } | null;
  readonly learntAt: { readonly slug: string; readonly title: string } | null;
  readonly on: DateParts | null;
  readonly changes: string | null;
  readonly result: string | null;
  readonly claim: ClaimParts;
}

/** The lineage of practices as a graph, then each adoption with what is known of it. */
export function Adoptions({ page, id, adoptions }: { page: Page; id: string; adoptions: readonly AdoptionParts[] }) {
  const { t } = page;
  const edges = adoptions.flatMap((adoption) => {
    const { practice, adoptedPractice } = adoption;
    if (practice === null || adoptedPractice === null) return [];
    return [{ adoption, from: ended(practice), to: ended(adoptedPractice) }];
  });
  return (
    <>
      <Lineage page={page} id={id} edges={edges} />
      {edges.map(({ adoption, from, to }) => (
        <>
          <h3 class="govuk-heading-m">{t("lineage.edge", { from: from.title, to: to.title })}</h3>
          <Facts>
            <Fact page={page} name={t("lineage.from")} claims={[adoption.claim]}>
              <RecordLinks page={page} records={[from]} />
            </Fact>
            <Fact page={page} name={t("lineage.to")}>
              <RecordLinks page={page} records={[to]} />
            </Fact>
            {adoption.partnership === null ? null : (
              <Fact page={page} name={t("field.partnership")}>
                <RecordLinks page={page} records={[{ ...adoption.partnership, path: `/partnerships/${adoption.partnership.slug}` }]} />
              </Fact>
            )}
            {adoption.learntAt === null ? null : (
              <Fact page={page} name={t("field.learntAt")}>
                <RecordLinks page={page} records={[{ ...adoption.learntAt, path: `/activities/${adoption.learntAt.slug}` }]} />
              </Fact>
            )}
            {adoption.on === null ? null : (
              <Fact page={page} name={t("field.date")}>
                <PartialDate date={adoption.on} />
              </Fact>
            )}
            {adoption.changes === null ? null : (
              <Fact page={page} name={t("field.changes")}>
                {adoption.changes}
              </Fact>
            )}
            {adoption.result === null ? null : (
              <Fact page={page} name={t("field.result")}>
                {adoption.result}
              </Fact>
            )}
          </Facts>
        </>
      ))}
    </>
  );
}

function ended({ slug, title, place }: AdoptedPractice): LineagePractice {
  return { path: `/practices/${slug}`, title, place: place?.name ?? "" };
}
