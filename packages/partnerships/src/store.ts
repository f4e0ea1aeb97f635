import { Prisma, publish, type Transaction } from "@dostyk/db";
import { firstDay, recordEvidence, titleSort, visibleTo } from "@dostyk/evidence";
import type { Acting } from "@dostyk/identity";
import { isProblem, InvalidInput, type LocalizedText, parsePartialDate, RecordNotFound, type Viewer } from "@dostyk/kernel";
import { eventOf, type PartySpoke } from "./events.ts";
import { partnershipProperties } from "./partnership.ts";
import { historyOf, keyOf, type ProcessState, type StatementAct, stateOf, type TermsRef } from "./partnership-process.ts";
import type { Life, PartyBody } from "./policy.ts";
import type { Terms } from "./statement-input.ts";

/** A wish as partnerships know it: who acts, and on which node. */
export type PartnershipActing = Acting & { readonly homeNode: string };

const body = { select: { actingBody: { select: { id: true, parentId: true } } } } as const;

/** What rules need of a partnership. GraphQL selects the same, so that one policy answers both. */
export const lifeColumns = {
  id: true,
  homeNode: true,
  version: true,
  parties: {
    select: { position: true, placeId: true, organizationId: true, place: body, organization: body },
    orderBy: { position: "asc" },
  },
  statements: {
    select: {
      sequence: true,
      position: true,
      act: true,
      termsVersion: true,
      termsBy: true,
      terms: true,
      onEdtf: true,
      reason: true,
      decider: true,
      accountId: true,
      at: true,
    },
    orderBy: { sequence: "asc" },
  },
} as const satisfies Prisma.PartnershipSelect;

/** The rows of one partnership that rules are about. */
export type LifeRow = Prisma.PartnershipGetPayload<{ select: typeof lifeColumns }>;
type StatementRow = LifeRow["statements"][number];

/** A statement before it is stored. */
export type Draft = {
  readonly position: number;
  readonly act: StatementAct;
  readonly ref: TermsRef;
  readonly terms: Terms | null;
  readonly on: string;
  readonly reason: LocalizedText | null;
  readonly decider: LocalizedText | null;
  readonly accountId: string;
  readonly idempotencyKey: string;
};

/** A partnership the viewer may see. @throws RecordNotFound, alike for one that is missing and one that is hidden */
export async function readLife(tx: Transaction, viewer: Viewer, id: string): Promise<LifeRow> {
  const row = await tx.partnership.findFirst({ where: { id, ...visibleTo(viewer) }, select: lifeColumns });
  if (row === null) throw new RecordNotFound("partnership", id.slice(0, 80), ["partnershipId"]);
  return row;
}

/** The rows as policies know them. */
export function lifeOf({ homeNode, parties, statements }: LifeRow, thisNode: string): Life {
  return {
    ours: homeNode === thisNode,
    state: stateOf(parties.length, statements.map(ruled)),
    bodies: parties.map(({ place, organization }): PartyBody => (place ?? organization)?.actingBody ?? null),
    spoken: statements.map(({ accountId, position }) => ({ accountId, position })),
  };
}

/** The terms that were offered under this reference. */
export function termsOf(statements: readonly Pick<StatementRow, "termsVersion" | "termsBy" | "terms">[], ref: TermsRef): Terms {
  const offer = statements.find((one) => one.terms !== null && keyOf(refOf(one)) === keyOf(ref));
  if (offer === undefined) throw new Error(`Nobody has offered terms ${keyOf(ref)}.`);
  // The command that stored them has checked them.
  return offer.terms as Terms;
}

/**
 * Adds a statement to a partnership, lays out anew where it stands, and publishes what was said. Answers with the new
 * version. The transaction is SERIALIZABLE: of two that read the same version one begins again.
 */
export async function writeStatement(tx: Transaction, acting: PartnershipActing, life: LifeRow, draft: Draft): Promise<number> {
  const before = stateOf(life.parties.length, life.statements.map(ruled));
  const row: StatementRow = {
    sequence: life.version + 1,
    position: draft.position,
    act: draft.act,
    termsVersion: draft.ref.version,
    termsBy: draft.ref.by,
    terms: draft.terms,
    onEdtf: draft.on,
    reason: draft.reason,
    decider: draft.decider,
    accountId: draft.accountId,
    at: acting.now(),
  };
  await tx.partnershipStatement.createMany({
    data: {
      ...row,
      id: acting.newId(),
      partnershipId: life.id,
      terms: draft.terms ?? Prisma.DbNull,
      reason: draft.reason ?? Prisma.DbNull,
      decider: draft.decider ?? Prisma.DbNull,
      idempotencyKey: draft.idempotencyKey,
    },
  });
  const state = await layOut(tx, acting, { ...life, version: row.sequence, statements: [...life.statements, row] });
  const event: PartySpoke = {
    id: acting.newId(),
    type: eventOf[draft.act],
    subject: life.id,
    payload: {
      version: row.sequence,
      party: draft.position,
      before: before?.status ?? null,
      status: state.status,
      confirmation: state.confirmation,
    },
    at: row.at,
  };
  await publish(tx, event);
  return row.sequence;
}

/** The statement that this account has made under this key, if any. */
export function statementUnder(tx: Transaction, accountId: string, idempotencyKey: string) {
  return tx.partnershipStatement.findUnique({
    where: { accountId_idempotencyKey: { accountId, idempotencyKey } },
    select: { partnershipId: true, act: true, position: true, sequence: true },
  });
}

function refOf({ termsVersion, termsBy }: Pick<StatementRow, "termsVersion" | "termsBy">): TermsRef {
  return { version: termsVersion, by: termsBy };
}

/** A statement as rules know it, with the row it is. */
export function ruled(row: StatementRow) {
  return { party: row.position, number: row.sequence, act: row.act, terms: refOf(row), at: row.at, row };
}

/** Writes the columns that questions read: all of them follow from the statements. */
async function layOut(tx: Transaction, acting: PartnershipActing, { id, parties, statements, version }: LifeRow): Promise<ProcessState> {
  const state = stateOf(parties.length, statements.map(ruled));
  if (state === null) throw new Error("A partnership without a proposal has no process.");
  const terms = termsOf(statements, state.agreed ?? state.latest);
  const history = historyOf(parties.length, statements.map(ruled));
  const began = history.find((step) => step.state.status === "ACTIVE")?.statement.row.onEdtf ?? null;
  const started = terms.starts ?? began;
  const ended = history.find((step) => step.state.status === "ENDED")?.statement.row.onEdtf ?? null;
  refuseEndBeforeStart(began === null ? null : started, ended);
  const { slug } = await tx.partnership.findUniqueOrThrow({ where: { id }, select: { slug: true } });
  const titles = { [terms.language]: terms.title };
  const context = { now: acting.now, newId: acting.newId, homeNode: acting.homeNode, asserter: acting.homeNode };
  await recordEvidence(tx, context, "PARTNERSHIP", [{ slug, title: titles, claims: [] }], partnershipProperties);
  await tx.partnership.update({
    where: { id },
    data: {
      version,
      titles,
      titleSort: titleSort(titles),
      summaries: terms.summary == null ? Prisma.DbNull : { [terms.language]: terms.summary },
      kind: terms.kind,
      status: state.status,
      confirmation: state.confirmation,
      startEdtf: started,
      endEdtf: ended,
      datedOn: firstDay(started === null ? [] : [started]),
      updatedAt: acting.now(),
    },
    select: { id: true },
  });
  for (const { position } of parties) {
    const confirmation = state.parties[position]?.confirmation ?? "UNCONFIRMED";
    const key = { partnershipId_position: { partnershipId: id, position } };
    await tx.partnershipParty.update({ where: key, data: { confirmation }, select: { position: true } });
  }
  await tx.partnershipTheme.deleteMany({ where: { partnershipId: id } });
  await tx.partnershipTheme.createMany({ data: terms.themes.map((themeCode) => ({ partnershipId: id, themeCode })) });
  await tx.partnershipStatusChange.deleteMany({ where: { partnershipId: id } });
  await tx.partnershipStatusChange.createMany({
    data: history.map(({ statement: { row }, state: { status } }, position) => ({
      partnershipId: id,
      position,
      status,
      onEdtf: row.onEdtf,
      reason: row.reason ?? Prisma.DbNull,
      decider: row.decider ?? Prisma.DbNull,
    })),
  });
  return state;
}

function refuseEndBeforeStart(started: string | null, ended: string | null): void {
  if (started === null || ended === null) return;
  const [start, end] = [parsePartialDate(started), parsePartialDate(ended)];
  if (isProblem(start) || isProblem(end) || start.earliest === null || end.latest === null || end.latest >= start.earliest) return;
  throw new InvalidInput([{ path: ["on"], message: `The partnership began in ${started}: it cannot end before. Name a later day.` }]);
}
