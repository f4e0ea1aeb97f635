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
import { type CommandContext, periodEnds } from "@dostyk/kernel";
import type { z } from "zod";
import {
  activityProperties,
  type activityKinds,
  type attendance,
  type cancelled,
  type direction,
  type participant,
  type postponed,
} from "../activity.ts";

/** An activity with its claims. */
export type ActivityInput = RecordInput & { readonly kind: (typeof activityKinds)[number] };

/**
 * Records activities. The status follows from the claims: held, else cancelled, else postponed, else planned. The
 * activity one is part of may come later in the same list.
 */
export async function recordActivities(tx: Transaction, context: CommandContext, inputs: readonly ActivityInput[]): Promise<void> {
  await refuseUnknownThemes(tx, inputs);
  const gazetteer = await readGazetteer(tx);
  const recorded = await recordEvidence(tx, context, "ACTIVITY", inputs, activityProperties(gazetteer));
  for (const [index, record] of recorded.entries()) {
    const input = inputs[index];
    if (input === undefined) continue;
    const places = chosen<readonly string[]>(record, "place")?.value ?? [];
    const country = gazetteer.get(places[0] ?? "")?.country ?? null;
    const columns = { ...activityColumns(record), kind: input.kind, countryCode: country };
    await tx.activity.upsert({ where: { id: record.id }, create: columns, update: columns });
  }
  for (const record of recorded) {
    const whole = chosen<string>(record, "partOf")?.value;
    if (whole === undefined) continue;
    await tx.activity.update({ where: { id: record.id }, data: { parentId: record.idOf("ACTIVITY", whole) } });
  }
  await writePeriods(tx, recorded);
  await writePlaces(tx, recorded);
  await writePeople(tx, recorded);
  await writeLedger(tx, recorded);
  await writeThemes(tx, recorded);
}

function activityColumns(record: Recorded) {
  const partnership = chosen<string>(record, "partnership")?.value;
  const programme = chosen<string>(record, "programme")?.value;
  const way = chosen<z.infer<typeof direction>>(record, "direction")?.value;
  const held = chosen<readonly string[]>(record, "held")?.value ?? [];
  const planned = chosen<readonly string[]>(record, "planned")?.value ?? [];
  const summaries = joinedText(record, "summary");
  return {
    ...identityOf(record),
    status: statusOf(record),
    partnershipId: partnership === undefined ? null : record.idOf("PARTNERSHIP", partnership),
    programmeId: programme === undefined ? null : record.idOf("PROGRAMME", programme),
    tripNumber: chosen<number>(record, "tripNumber")?.value ?? null,
    // Set again below, once every activity of the list is there.
    parentId: null,
    lastOfSeries: chosen<boolean>(record, "lastOfSeries")?.value ?? null,
    fromPlaceId: way === undefined ? null : record.idOf("PLACE", way.from),
    toPlaceId: way === undefined ? null : record.idOf("PLACE", way.to),
    durationDays: chosen<{ days: number }>(record, "duration")?.value.days ?? null,
    datedOn: firstDay(held.length > 0 ? held : planned),
    summaries: summaries ?? Prisma.DbNull,
  };
}

function statusOf(record: Recorded): "COMPLETED" | "CANCELLED" | "POSTPONED" | "PLANNED" {
  if (valuesOf(record, "held").length > 0) return "COMPLETED";
  if (valuesOf(record, "cancelled").length > 0) return "CANCELLED";
  if (valuesOf(record, "postponed").length > 0) return "POSTPONED";
  return "PLANNED";
}

const of = (recorded: readonly Recorded[]) => ({ activityId: { in: recorded.map(({ id }) => id) } });

async function writePeriods(tx: Transaction, recorded: readonly Recorded[]): Promise<void> {
  await tx.activityPeriod.deleteMany({ where: of(recorded) });
  const planes = [
    { plane: "PLANNED", property: "planned" },
    { plane: "ACTUAL", property: "held" },
  ] as const;
  await tx.activityPeriod.createMany({
    data: recorded.flatMap((record) =>
      planes.flatMap(({ plane, property }) => {
        const dates = chosen<readonly string[]>(record, property);
        return (dates?.value ?? []).map((edtf, position) => {
          const { start, end } = periodEnds(edtf);
          return {
            activityId: record.id,
            plane,
            position,
            startEdtf: start,
            endEdtf: end,
            raw: dates?.claim.raw ?? null,
            claimId: dates?.claim.id ?? null,
          };
        });
      }),
    ),
  });
}

async function writePlaces(tx: Transaction, recorded: readonly Recorded[]): Promise<void> {
  await tx.activityPlace.deleteMany({ where: of(recorded) });
  await tx.activityPlace.createMany({
    data: recorded.flatMap((record) => {
      const places = chosen<readonly string[]>(record, "place");
      return (places?.value ?? []).map((slug, position) => ({
        activityId: record.id,
        placeId: record.idOf("PLACE", slug),
        position,
        claimId: places?.claim.id ?? null,
      }));
    }),
    skipDuplicates: true,
  });
}

async function writePeople(tx: Transaction, recorded: readonly Recorded[]): Promise<void> {
  await tx.participation.deleteMany({ where: of(recorded) });
  await tx.participation.createMany({
    data: recorded.flatMap((record) =>
      valuesOf<z.infer<typeof participant>>(record, "participant").map(({ value, claim }, position) => ({
        // A claim says one thing of one participant: its id is theirs, and stays when the same is recorded again.
        id: claim.id,
        activityId: record.id,
        position,
        role: value.role,
        organizationId: value.organization === undefined ? null : record.idOf("ORGANIZATION", value.organization),
        personId: value.person === undefined ? null : record.idOf("PERSON", value.person),
        placeId: value.place === undefined ? null : record.idOf("PLACE", value.place),
        claimId: claim.id,
      })),
    ),
  });
  await tx.attendance.deleteMany({ where: of(recorded) });
  await tx.attendance.createMany({
    data: recorded.flatMap((record) =>
      chosenByQualifier<z.infer<typeof attendance>>(record, "attendance").map(({ value, claim }, position) => ({
        activityId: record.id,
        position,
        number: value.number,
        qualifier: value.qualifier,
        groupKey: value.group,
        group: value.label,
        parentGroup: value.parent ?? null,
        claimId: claim.id,
      })),
    ),
  });
}

async function writeLedger(tx: Transaction, recorded: readonly Recorded[]): Promise<void> {
  await tx.scheduleChange.deleteMany({ where: of(recorded) });
  await tx.scheduleChange.createMany({
    data: recorded.flatMap((record) => {
      const postponements = valuesOf<z.infer<typeof postponed>>(record, "postponed").map(({ value, claim }) => ({
        kind: "POSTPONED" as const,
        announcedEdtf: value.announced ?? null,
        fromEdtf: value.from ?? null,
        toEdtf: value.to ?? null,
        reasonClass: value.reasonClass,
        ...(value.reason === undefined ? {} : { reason: value.reason }),
        ...(value.decider === undefined ? {} : { decider: value.decider }),
        externalEventId: value.externalEvent === undefined ? null : record.idOf("EXTERNAL_EVENT", value.externalEvent),
        claimId: claim.id,
      }));
      const cancellations = valuesOf<z.infer<typeof cancelled>>(record, "cancelled").map(({ value, claim }) => ({
        kind: "CANCELLED" as const,
        announcedEdtf: value.on ?? null,
        reasonClass: "NOT_STATED" as const,
        ...(value.reason === undefined ? {} : { reason: value.reason }),
        claimId: claim.id,
      }));
      return [...postponements, ...cancellations].map((entry, position) => ({ activityId: record.id, position, ...entry }));
    }),
  });
}

async function writeThemes(tx: Transaction, recorded: readonly Recorded[]): Promise<void> {
  await tx.activityTheme.deleteMany({ where: of(recorded) });
  await tx.activityTheme.createMany({
    data: recorded.flatMap((record) => valuesOf<string>(record, "theme").map(({ value }) => ({ activityId: record.id, themeCode: value }))),
    skipDuplicates: true,
  });
}
