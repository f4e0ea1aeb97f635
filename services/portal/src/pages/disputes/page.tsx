import { Disputed } from "../../components/disputed.tsx";
import type { DisputeParts } from "../../components/evidence.ts";
import { chosen, Filters } from "../../components/filters.tsx";
import { Heading } from "../../components/head.tsx";
import { Pagination, windowOf } from "../../components/pagination.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { documentBeside } from "../../document.ts";
import { type Page, type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { linksTo, type RecordLink } from "../../records.ts";
import { type Connection, enumFilter } from "../list.tsx";

/** A dispute with the record it is about. */
export type DisputeOfRecord = DisputeParts & { readonly record: RecordLink | null };

interface Data {
  readonly disputes: Connection<DisputeOfRecord>;
}

const document = documentBeside(import.meta.url);

/** Everything the sources disagree on, newest first. */
export const disputesPage: PageHandler = async (asking) => {
  const filter = enumFilter(asking, "kind", asking.t("origin.property"), "DisputeKind", ["DATE", "PLACE", "NUMBER", "NAME", "VALUE"]);
  const kind = chosen(asking, filter);
  const data = await asking.ask<Data>(document, { filter: kind === undefined ? null : { kind }, ...windowOf(asking) });
  const { nodes, totalCount, pageInfo } = data.disputes;
  const page = await knowReferences(
    asking,
    data,
    nodes.flatMap(({ claims }) => claims),
    "Activity",
  );
  const { t } = page;
  return {
    title: t("disputes.title"),
    description: t("disputes.description"),
    trail: [],
    body: (
      <>
        <Heading>{t("disputes.title")}</Heading>
        <p class="govuk-body-l">{t("disputes.description")}</p>
        <Filters page={page} filters={[filter]} />
        <p class="govuk-body" role="status">
          {t("list.count", { count: totalCount })}
        </p>
        {nodes.map((dispute) => (
          <DisputeOf page={page} dispute={dispute} level={2} />
        ))}
        <Pagination page={page} info={pageInfo} />
      </>
    ),
  };
};

/** One dispute under the name of its record and property. */
export function DisputeOf({ page, dispute, level }: { page: Page; dispute: DisputeOfRecord; level: 2 | 3 }) {
  const Title = level === 2 ? "h2" : "h3";
  const links = linksTo([dispute.record]);
  return (
    <article>
      <Title class="govuk-heading-m">
        {links.length === 0 ? dispute.record?.title : <RecordLinks page={page} records={links} />}:{" "}
        {word(page, "Property", dispute.property)}
      </Title>
      <Disputed page={page} disputes={[dispute]} />
    </article>
  );
}
