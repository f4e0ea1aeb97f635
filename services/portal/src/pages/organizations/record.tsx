import { AttestedNames } from "../../components/attested-names.tsx";
import { RecordFoot } from "../../components/claims-table.tsx";
import type { EvidenceParts } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { type Office, Offices } from "../../components/offices.tsx";
import { RecordLinks, RecordList } from "../../components/record-list.tsx";
import { type TakingPart, TakingPartSections } from "../../components/taking-part.tsx";
import { documentBeside } from "../../document.ts";
import { type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";

interface Organization extends EvidenceParts, TakingPart {
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly acronym: string | null;
  readonly summary: string | null;
  readonly country: { readonly name: string } | null;
  readonly seat: { readonly slug: string; readonly name: string } | null;
  readonly parent: { readonly slug: string; readonly name: string } | null;
  readonly offices: readonly Office[];
  readonly programmes: readonly { readonly role: string; readonly programme: { readonly slug: string; readonly title: string } | null }[];
  readonly partnerships: { readonly nodes: readonly { readonly slug: string; readonly title: string; readonly status: string }[] };
}

const document = documentBeside(import.meta.url, "record.graphql");

/** An organization: what it is called, who spoke for it, what it took part in. */
export const organizationPage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly organization: Organization | null }>(document, { slug });
  const organization = required(asking, data.organization, "organizations", slug);
  const page = await knowReferences(asking, data, organization.claims, "Organization");
  const { t } = page;
  const { seat, parent } = organization;
  return {
    title: organization.name,
    description: t("organization.description", { title: organization.name }),
    trail: [{ text: t("nav.organizations"), path: "/organizations" }],
    body: (
      <>
        <Heading caption={word(page, "OrganizationKind", organization.kind)}>{organization.name}</Heading>
        {organization.summary === null ? null : <p class="govuk-body-l">{organization.summary}</p>}
        <Facts>
          {organization.acronym === null ? null : (
            <Fact page={page} name={t("field.acronym")}>
              {organization.acronym}
            </Fact>
          )}
          {organization.country === null ? null : (
            <Fact page={page} name={t("field.country")}>
              {organization.country.name}
            </Fact>
          )}
          {seat === null ? null : (
            <Fact page={page} name={t("field.seat")} evidence={organization} properties={["seat"]}>
              <RecordLinks page={page} records={[{ path: `/places/${seat.slug}`, title: seat.name }]} />
            </Fact>
          )}
          {parent === null ? null : (
            <Fact page={page} name={t("field.within")} evidence={organization} properties={["within"]}>
              <RecordLinks page={page} records={[{ path: `/organizations/${parent.slug}`, title: parent.name }]} />
            </Fact>
          )}
        </Facts>
        <AttestedNames page={page} evidence={organization} />
        <Section id="offices" title={t("field.offices")} when={organization.offices.length > 0}>
          <Offices page={page} offices={organization.offices} />
        </Section>
        <Section id="programmes" title={t("organization.programmes")} when={organization.programmes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={organization.programmes.flatMap(({ role, programme }) =>
              programme === null
                ? []
                : [{ path: `/programmes/${programme.slug}`, title: programme.title, facts: [word(page, "OrganizationRole", role)] }],
            )}
          />
        </Section>
        <Section id="partnerships" title={t("partnerships.title")} when={organization.partnerships.nodes.length > 0}>
          <RecordList
            page={page}
            level={3}
            items={organization.partnerships.nodes.map(({ slug: own, title, status }) => ({
              path: `/partnerships/${own}`,
              title,
              facts: [word(page, "PartnershipStatus", status)],
            }))}
          />
        </Section>
        <TakingPartSections page={page} title={t("organization.participation")} part={organization} />
        <RecordFoot page={page} evidence={organization} />
      </>
    ),
  };
};
