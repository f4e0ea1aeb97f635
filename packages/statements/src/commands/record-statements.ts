import { Prisma, type Transaction } from "@dostyk/db";
import { chosen, identityOf, type Recorded, type RecordInput, recordEvidence, type Valued } from "@dostyk/evidence";
import { type CommandContext, InvalidInput, type LocalizedText, type Problem } from "@dostyk/kernel";
import { type Made, type stances, statementProperties, type statementKinds } from "../statement.ts";

/** A statement with its claims. */
export type StatementInput = RecordInput & {
  readonly kind: (typeof statementKinds)[number];
  readonly stance: (typeof stances)[number];
  /** Code of the law or term it is about. */
  readonly subject: string;
  /** What was said, paraphrased. */
  readonly text: LocalizedText;
  /** Commitments only: whether somebody could check that it was kept. */
  readonly verifiable?: boolean | undefined;
};

/** Records statements. Their subjects are recorded first. */
export async function recordStatements(tx: Transaction, context: CommandContext, inputs: readonly StatementInput[]): Promise<void> {
  await refuseUnfit(tx, inputs);
  const recorded = await recordEvidence(tx, context, "STATEMENT", inputs, statementProperties);
  const perLine = new Map<string, number>();
  for (const [index, record] of recorded.entries()) {
    const input = inputs[index];
    const made = chosen<Made>(record, "made");
    if (made === null)
      throw new InvalidInput([{ path: [record.slug, "claims"], message: "A statement was made somewhere: claim where and by whom." }]);
    if (input === undefined) continue;
    await writeStatement(tx, input, record, made, positionOf(made, perLine));
  }
}

async function refuseUnfit(tx: Transaction, inputs: readonly StatementInput[]): Promise<void> {
  const subjects = await tx.statementSubject.findMany({ select: { code: true } });
  const codes = new Set(subjects.map(({ code }) => code));
  const problems = inputs.flatMap(({ slug, kind, subject, verifiable }): Problem[] => [
    ...(codes.has(subject) ? [] : [{ path: [slug, "subject"], message: `There is no subject "${subject}".` }]),
    ...(verifiable === undefined || kind === "COMMITMENT"
      ? []
      : [{ path: [slug, "verifiable"], message: "Only a commitment can be kept or not; leave this out." }]),
  ]);
  if (problems.length > 0) throw new InvalidInput(problems);
}

/** Room for as many statements on one line of a document; further ones share the last place. */
const statementsPerLine = 1000;

// Taken from the line, so that a document recorded in several goes still reads in order.
function positionOf({ claim: { sourceId, lineStart } }: Valued<Made>, perLine: Map<string, number>): number {
  const line = `${sourceId} ${lineStart}`;
  const before = perLine.get(line) ?? 0;
  perLine.set(line, before + 1);
  return lineStart * statementsPerLine + Math.min(before, statementsPerLine - 1);
}

async function writeStatement(
  tx: Transaction,
  input: StatementInput,
  record: Recorded,
  made: Valued<Made>,
  position: number,
): Promise<void> {
  const { event, speaker, organization, voice } = made.value;
  const columns = {
    ...identityOf(record),
    kind: input.kind,
    stance: input.stance,
    texts: input.text,
    subjectCode: input.subject,
    activityId: record.idOf("ACTIVITY", event),
    speakerId: speaker === undefined ? null : record.idOf("PERSON", speaker),
    organizationId: organization === undefined ? null : record.idOf("ORGANIZATION", organization),
    voice: voice ?? Prisma.DbNull,
    verifiable: input.verifiable ?? null,
    position,
  };
  await tx.statement.upsert({ where: { id: record.id }, create: columns, update: columns });
}
