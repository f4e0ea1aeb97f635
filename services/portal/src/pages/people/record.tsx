import { AttestedNames } from "../../components/attested-names.tsx";
import { RecordFoot } from "../../components/claims-table.tsx";
import type { EvidenceParts } from "../../components/evidence.ts";
import { Heading, Section } from "../../components/head.tsx";
import { type Office, Offices } from "../../components/offices.tsx";
import { type TakingPart, TakingPartSections } from "../../components/taking-part.tsx";
import { documentBeside } from "../../document.ts";
import type { PageHandler } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";

interface Person extends EvidenceParts, TakingPart {
  readonly slug: string;
  readonly name: string;
  readonly offices: readonly Office[];
}

const document = documentBeside(import.meta.url, "record.graphql");

/** A person in public roles: offices and what they took part in, never how to reach them. */
export const personPage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly person: Person | null }>(document, { slug });
  const person = required(asking, data.person, "people", slug);
  const page = await knowReferences(asking, data, person.claims, "Person");
  const { t } = page;
  return {
    title: person.name,
    description: t("person.description", { title: person.name }),
    trail: [{ text: t("nav.people"), path: "/people" }],
    body: (
      <>
        <Heading>{person.name}</Heading>
        <Section id="offices" title={t("field.offices")} when={person.offices.length > 0}>
          <Offices page={page} offices={person.offices} />
        </Section>
        <AttestedNames page={page} evidence={person} />
        <TakingPartSections page={page} title={t("person.participation")} part={person} />
        <RecordFoot page={page} evidence={person} />
      </>
    ),
  };
};
