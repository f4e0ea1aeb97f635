import { Prisma, type Transaction } from "@dostyk/db";
import { readGazetteer, refuseUnknownThemes } from "@dostyk/directory";
import {
  chosen,
  chosenByQualifier,
  firstDay,
  identityOf,
  joinedText,
  type Recorded,
  type RecordInput,
  recordEvidence,
  valuesOf,
} from "@dostyk/evidence";
import { type CommandContext, InvalidInput, type Problem } from "@dostyk/kernel";
import type { z } from "zod";
import { type AdoptedFrom, type outcomeKinds, practiceProperties, type section, sectionKinds } from "../practice.ts";

/** A practice with its claims. */
export type PracticeInput = RecordInput & {
  readonly outcomeKind?: (typeof outcomeKinds)[number] | undefined;
  readonly evidenceGrade?: number | undefined;
};

type Section = z.infer<typeof section>;

/**
 * Records practices with their sections, themes and the practices they were adopted from, which may come later in the
 * same list. What is recorded here is published: drafts and review have a way in of their own.
 */
export async function recordPractices(tx: Transaction, context: CommandContext, inputs: readonly PracticeInput[]): Promise<void> {
  await refuseUnknownThemes(tx, inputs);
  const recorded = await recordEvidence(tx, context, "PRACTICE", inputs, practiceProperties(await readGazetteer(tx)));
  refuse(recorded.flatMap(problemsOf));
  const countries = await countriesOf(tx, recorded);
  for (const [index, record] of recorded.entries()) {
    const input = inputs[index];
    if (input === undefined) continue;
    await writePractice(tx, input, record, countries);
  }
  for (const record of recorded) await writeAdoptions(tx, context, record);
}

function problemsOf(record: Recorded): readonly Problem[] {
  const path = [record.slug, "claims"];
  const itself = valuesOf<AdoptedFrom>(record, "adoptedFrom").some(({ value }) => record.idOf("PRACTICE", value.practice) === record.id);
  return [
    ...(chosen<string>(record, "place") === null ? [{ path, message: "A practice is of a place: claim its place." }] : []),
    ...(itself ? [{ path, message: "A practice is not adopted from itself." }] : []),
  ];
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new InvalidInput(problems);
}

function placeIdOf(record: Recorded): string {
  const place = chosen<string>(record, "place")?.value ?? "";
  return record.idOf("PLACE", place);
}

async function countriesOf(tx: Transaction, recorded: readonly Recorded[]): Promise<ReadonlyMap<string, string>> {
  const places = await tx.place.findMany({ where: { id: { in: recorded.map(placeIdOf) } }, select: { id: true, countryCode: true } });
  return new Map(places.map(({ id, countryCode }) => [id, countryCode]));
}

async function writePractice(
  tx: Transaction,
  input: PracticeInput,
  record: Recorded,
  countries: ReadonlyMap<string, string>,
): Promise<void> {
  const { id } = record;
  const placeId = placeIdOf(record);
  const partnership = chosen<string>(record, "partnership")?.value;
  const programme = chosen<string>(record, "programme")?.value;
  const columns = {
    ...identityOf(record),
    summaries: joinedText(record, "summary") ?? Prisma.DbNull,
    placeId,
    countryCode: countries.get(placeId) ?? "",
    partnershipId: partnership === undefined ? null : record.idOf("PARTNERSHIP", partnership),
    programmeId: programme === undefined ? null : record.idOf("PROGRAMME", programme),
    status: "PUBLISHED" as const,
    outcomeKind: input.outcomeKind ?? null,
    evidenceGrade: input.evidenceGrade ?? null,
    // No source says when a practice was published.
    datedOn: firstDay([]),
  };
  await tx.practice.upsert({ where: { id }, create: columns, update: columns });
  await tx.practiceSection.deleteMany({ where: { practiceId: id } });
  await tx.practiceSection.createMany({
    data: sectionsOf(record).map(({ value, claim }, position) => ({
      practiceId: id,
      position,
      kind: value.kind,
      texts: value.text,
      claimId: claim.id,
    })),
  });
  await tx.practiceTheme.deleteMany({ where: { practiceId: id } });
  const themes = new Set(valuesOf<string>(record, "theme").map(({ value }) => value));
  await tx.practiceTheme.createMany({ data: [...themes].map((themeCode) => ({ practiceId: id, themeCode })) });
}

/** As a case study is read: by kind, within a kind as the sources read. */
function sectionsOf(record: Recorded) {
  return valuesOf<Section>(record, "section").toSorted((a, b) => sectionKinds.indexOf(a.value.kind) - sectionKinds.indexOf(b.value.kind));
}

// An edge keeps its id as long as the two practices stay joined, so that recording twice changes nothing.
async function writeAdoptions(tx: Transaction, context: CommandContext, record: Recorded): Promise<void> {
  const edges = chosenByQualifier<AdoptedFrom>(record, "adoptedFrom").map(({ value, claim }) => ({
    practiceId: record.idOf("PRACTICE", value.practice),
    adoptedPracticeId: record.id,
    partnershipId: value.partnership === undefined ? null : record.idOf("PARTNERSHIP", value.partnership),
    learntAtId: value.learntAt === undefined ? null : record.idOf("ACTIVITY", value.learntAt),
    onEdtf: value.on ?? null,
    changes: value.changes ?? Prisma.DbNull,
    result: value.result ?? Prisma.DbNull,
    claimId: claim.id,
  }));
  const practiceIds = edges.map(({ practiceId }) => practiceId);
  await tx.adoption.deleteMany({ where: { adoptedPracticeId: record.id, practiceId: { notIn: practiceIds } } });
  for (const edge of edges) {
    const { practiceId, adoptedPracticeId } = edge;
    await tx.adoption.upsert({
      where: { practiceId_adoptedPracticeId: { practiceId, adoptedPracticeId } },
      create: { id: context.newId(), ...edge },
      update: edge,
    });
  }
}
