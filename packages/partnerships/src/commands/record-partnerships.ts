import { Prisma, type Transaction } from "@dostyk/db";
import { refuseUnknownThemes } from "@dostyk/directory";
import {
  chosen,
  firstDay,
  identityOf,
  joinedText,
  type Recorded,
  type RecordInput,
  recordEvidence,
  type Valued,
  valuesOf,
} from "@dostyk/evidence";
import { type CommandContext, InvalidInput, type LocalizedText } from "@dostyk/kernel";
import type { z } from "zod";
import { type confirmationStates, type party, partnershipProperties, type partnershipKinds, type status } from "../partnership.ts";

/** A partnership with its claims. One known only from old documents is confirmed as HISTORICAL. */
export type PartnershipInput = RecordInput & {
  readonly kind: (typeof partnershipKinds)[number];
  readonly confirmation?: (typeof confirmationStates)[number] | undefined;
};

type Party = z.infer<typeof party>;
type Status = z.infer<typeof status>;

/** Records partnerships. Each needs two parties; a party several documents name is one party. */
export async function recordPartnerships(tx: Transaction, context: CommandContext, inputs: readonly PartnershipInput[]): Promise<void> {
  await refuseUnknownThemes(tx, inputs);
  const recorded = await recordEvidence(tx, context, "PARTNERSHIP", inputs, partnershipProperties);
  const lonely = recorded.filter((record) => partiesOf(record).length < 2);
  if (lonely.length > 0)
    throw new InvalidInput(lonely.map(({ slug }) => ({ path: [slug, "claims"], message: "A partnership has at least two parties." })));
  await refuseLiving(tx, recorded);
  for (const [index, record] of recorded.entries()) {
    const input = inputs[index];
    if (input === undefined) continue;
    await writePartnership(tx, input, record);
  }
}

/** What its parties say of a partnership is theirs: no document lays it out anew. */
async function refuseLiving(tx: Transaction, recorded: readonly Recorded[]): Promise<void> {
  const living = await tx.partnership.findMany({
    where: { id: { in: recorded.map(({ id }) => id) }, version: { gt: 0 } },
    select: { slug: true },
  });
  if (living.length > 0)
    throw new InvalidInput(
      living.map(({ slug }) => ({ path: [slug], message: "Its parties speak for this partnership. Choose another slug." })),
    );
}

async function writePartnership(tx: Transaction, input: PartnershipInput, record: Recorded): Promise<void> {
  const { id } = record;
  const confirmation = input.confirmation ?? "HISTORICAL";
  const history = valuesOf<Status>(record, "status").toSorted(byDay);
  const programme = chosen<string>(record, "programme")?.value;
  const started = chosen<string>(record, "started")?.value ?? null;
  const summaries = joinedText(record, "summary");
  const columns = {
    ...identityOf(record),
    kind: input.kind,
    status: history.at(-1)?.value.is ?? "ACTIVE",
    confirmation,
    programmeId: programme === undefined ? null : record.idOf("PROGRAMME", programme),
    startEdtf: started,
    endEdtf: chosen<string>(record, "ended")?.value ?? null,
    datedOn: firstDay(started === null ? [] : [started]),
    summaries: summaries ?? Prisma.DbNull,
  };
  await tx.partnership.upsert({ where: { id }, create: columns, update: columns });
  await tx.partnershipParty.deleteMany({ where: { partnershipId: id } });
  await tx.partnershipParty.createMany({
    data: partiesOf(record).map(({ value, claim }, position) => ({
      partnershipId: id,
      position,
      placeId: value.place === undefined ? null : record.idOf("PLACE", value.place),
      organizationId: value.organization === undefined ? null : record.idOf("ORGANIZATION", value.organization),
      ...(value.role === undefined ? {} : { role: value.role }),
      confirmation: confirmation === "HISTORICAL" ? ("HISTORICAL" as const) : ("UNCONFIRMED" as const),
      claimId: claim.id,
    })),
  });
  await tx.partnershipStatusChange.deleteMany({ where: { partnershipId: id } });
  await tx.partnershipStatusChange.createMany({
    data: history.map(({ value, claim }, position) => ({
      partnershipId: id,
      position,
      status: value.is,
      onEdtf: value.on ?? null,
      ...(value.reason === undefined ? {} : { reason: value.reason }),
      ...(value.decider === undefined ? {} : { decider: value.decider }),
      claimId: claim.id,
    })),
  });
  await tx.partnershipTheme.deleteMany({ where: { partnershipId: id } });
  const themes = new Set(valuesOf<string>(record, "theme").map(({ value }) => value));
  await tx.partnershipTheme.createMany({ data: [...themes].map((themeCode) => ({ partnershipId: id, themeCode })) });
  await tx.outcome.deleteMany({ where: { partnershipId: id } });
  await tx.outcome.createMany({
    data: valuesOf<LocalizedText>(record, "outcome").map(({ value, claim }, position) => ({
      partnershipId: id,
      position,
      texts: value,
      claimId: claim.id,
    })),
  });
}

/** The parties, each once, in order of reading. */
function partiesOf(record: Recorded): readonly Valued<Party>[] {
  const seen = new Set<string>();
  return valuesOf<Party>(record, "party").filter(({ value }) => {
    const who = value.place ?? `organization ${value.organization}`;
    if (seen.has(who)) return false;
    seen.add(who);
    return true;
  });
}

/** Oldest first. A change without a date comes last: an account that looks back does not date the end it tells of. */
function byDay(a: Valued<Status>, b: Valued<Status>): number {
  return (a.value.on ?? "9").localeCompare(b.value.on ?? "9");
}
