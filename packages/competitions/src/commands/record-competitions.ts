import { Prisma, type Transaction } from "@dostyk/db";
import { chosen, identityOf, joinedText, type Recorded, type RecordInput, recordEvidence, type Valued, valuesOf } from "@dostyk/evidence";
import { canonicalJson, type CommandContext } from "@dostyk/kernel";
import { type Award, competitionProperties } from "../competition.ts";

/** Records competitions with their awards. An award several documents tell of in the same words is one award. */
export async function recordCompetitions(tx: Transaction, context: CommandContext, inputs: readonly RecordInput[]): Promise<void> {
  const recorded = await recordEvidence(tx, context, "COMPETITION", inputs, competitionProperties);
  for (const record of recorded) {
    const programme = chosen<string>(record, "programme")?.value;
    const ceremony = chosen<string>(record, "ceremony")?.value;
    const columns = {
      ...identityOf(record),
      summaries: joinedText(record, "summary") ?? Prisma.DbNull,
      yearEdtf: chosen<string>(record, "year")?.value ?? null,
      programmeId: programme === undefined ? null : record.idOf("PROGRAMME", programme),
      ceremonyId: ceremony === undefined ? null : record.idOf("ACTIVITY", ceremony),
    };
    await tx.competition.upsert({ where: { id: record.id }, create: columns, update: columns });
  }
  await tx.award.deleteMany({ where: { competitionId: { in: recorded.map(({ id }) => id) } } });
  await tx.award.createMany({
    data: recorded.flatMap((record) =>
      awardsOf(record).map(({ value, claim }, position) => ({
        competitionId: record.id,
        position,
        texts: value.text,
        practiceId: value.practice === undefined ? null : record.idOf("PRACTICE", value.practice),
        placeId: value.place === undefined ? null : record.idOf("PLACE", value.place),
        organizationId: value.organization === undefined ? null : record.idOf("ORGANIZATION", value.organization),
        partnershipId: value.partnership === undefined ? null : record.idOf("PARTNERSHIP", value.partnership),
        claimId: claim.id,
      })),
    ),
  });
}

/** The awards, each once, in order of reading. */
function awardsOf(record: Recorded): readonly Valued<Award>[] {
  const seen = new Set<string>();
  return valuesOf<Award>(record, "award").filter(({ value }) => {
    const award = canonicalJson(value);
    if (seen.has(award)) return false;
    seen.add(award);
    return true;
  });
}
