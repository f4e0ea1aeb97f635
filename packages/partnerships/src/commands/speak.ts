import type { Database, Transaction } from "@dostyk/db";
import type { Linkable } from "@dostyk/directory";
import { checked, insist, mustBeSomebody, perform, personOf } from "@dostyk/identity";
import { InvalidInput, RecordNotFound } from "@dostyk/kernel";
import type { StatementAct, TermsRef } from "../partnership-process.ts";
import { mayState } from "../policy.ts";
import { SomebodyElseChangedIt } from "../refusals.ts";
import { dayOf, statementInput, type StatementInput, type Terms, termsInput, type TermsInput } from "../statement-input.ts";
import { type LifeRow, lifeOf, type PartnershipActing, readLife, statementUnder, writeStatement } from "../store.ts";

/** A statement about a partnership, made for one of its parties. */
export type Saying = StatementInput & {
  readonly partnershipId: string;
  /** The party that speaks: the place or the organization. */
  readonly party: Linkable;
  /** The version the speaker was shown. */
  readonly version: number;
};

/** The partnership a statement was made about, and the version it has by it. */
export type Spoken = { readonly partnershipId: string; readonly version: number };

/** Where a partnership stands is worked out from all that was said about it, at every statement. */
const mostStatements = 1_000;

type Speak = (database: Pick<Database, "prisma">, acting: PartnershipActing, saying: Saying) => Promise<Spoken>;

/** Accepts the latest terms for a party; with the last acceptance they hold, and the partnership is active. */
export const confirmPartnership = speakAs("CONFIRM");
/** Declines the latest terms for a party. What was agreed before stays agreed; without it the partnership is contested. */
export const declinePartnership = speakAs("DECLINE");
/** Says that a party stops for a time. Only the same party can resume. */
export const suspendPartnership = speakAs("SUSPEND");
/** Says that a party has seen nothing happen for long. Only the same party can resume. */
export const markPartnershipDormant = speakAs("MARK_DORMANT");
/** Says that a party is at work again. */
export const resumePartnership = speakAs("RESUME");
/** Ends a partnership for a party, which is final; another party can join in the end. Before agreement it withdraws the offer. */
export const endPartnership = speakAs("END");

/** Offers new terms, which the other parties confirm again; what was agreed holds until they all have. */
export function amendPartnership(
  database: Pick<Database, "prisma">,
  acting: PartnershipActing,
  saying: Saying & { readonly terms: TermsInput },
): Promise<Spoken> {
  return speak(database, acting, "AMEND", saying, saying.terms);
}

function speakAs(act: Exclude<StatementAct, "PROPOSE" | "AMEND">): Speak {
  return (database, acting, saying) => speak(database, acting, act, saying, null);
}

/**
 * Makes one statement for one party, in one SERIALIZABLE transaction. The same idempotency key twice is one statement.
 * @throws SignInFirst, OnlyPeopleCanDoThis, RecordNotFound, OnlyItsPeopleSpeakForIt, NobodySpeaksForItYet, OnePersonSpeaksForOneSide,
 * OnlyItsHomeNodeWrites, KnownOnlyFromDocuments, SomebodyElseChangedIt, NotOpenNow, InvalidInput
 */
async function speak(
  database: Pick<Database, "prisma">,
  acting: PartnershipActing,
  act: StatementAct,
  saying: Saying,
  offered: TermsInput | null,
): Promise<Spoken> {
  const { viewer, now, homeNode } = acting;
  const { partnershipId, party, version } = saying;
  const command = `partnerships.${act.toLowerCase().replaceAll("_", "-")}`;
  const wish = { command, subject: { type: "Partnership", id: partnershipId }, detail: { party, version } };
  return perform(database, acting, wish, async (tx, about) => {
    insist(mustBeSomebody(viewer));
    const row = await readLife(tx, viewer, partnershipId);
    const position = row.parties.findIndex(
      ({ placeId, organizationId }) => party.id === (party.type === "PLACE" ? placeId : organizationId),
    );
    if (position === -1) throw new RecordNotFound("party", party.id.slice(0, 80), ["party"]);
    const { on, reason, decider, language, idempotencyKey } = checked(statementInput, saying);
    const terms = offered === null ? null : await checkedTerms(tx, offered, language);
    const life = lifeOf(row, homeNode);
    const { accountId } = personOf(viewer);
    const before = await statementUnder(tx, accountId, idempotencyKey);
    if (before !== null) {
      refuseOtherWish(before.partnershipId === partnershipId && before.act === act && before.position === position);
      return { partnershipId, version: before.sequence };
    }
    const refusal = mayState(viewer, life, position, act);
    if (row.version >= mostStatements)
      throw new InvalidInput([{ path: [], message: "So much was said about this partnership that it takes no more. Propose a new one." }]);
    // Whoever looks at an old page is told that first: it explains why the act is not open any more.
    if (refusal === null || refusal.name === "NotOpenNow") refuseStale(row, position, version);
    insist(refusal);
    const said = await writeStatement(tx, acting, row, {
      position,
      act,
      ref: termsSpokenOf(life.state?.latest, act, position),
      terms,
      on: dayOf(on, now()),
      reason: reason == null ? null : { [language]: reason },
      decider: decider == null ? null : { [language]: decider },
      accountId,
      idempotencyKey,
    });
    about({ before: { version: row.version }, after: { version: said } });
    return { partnershipId, version: said };
  });
}

/** Terms as they are kept. @throws InvalidInput for what they cannot say, and for a theme there is not */
export async function checkedTerms(tx: Transaction, offered: TermsInput, language: string): Promise<Terms> {
  const terms = checked(termsInput, offered);
  const known = await tx.theme.findMany({ where: { code: { in: terms.themes } }, select: { code: true } });
  const unknown = terms.themes.find((code) => !known.some((theme) => theme.code === code));
  if (unknown !== undefined) throw new InvalidInput([{ path: ["terms", "themes"], message: `There is no theme "${unknown}".` }]);
  return { ...terms, language };
}

/** @throws InvalidInput where an idempotency key was used for something else */
export function refuseOtherWish(same: boolean): void {
  if (!same)
    throw new InvalidInput([{ path: ["idempotencyKey"], message: "This key was used for another wish. Make a new one for each wish." }]);
}

/**
 * Another party's confirmation changes nothing that this party could mean by its own statement, so two parties can
 * confirm at the same instant. Whatever else was said since, the speaker has to see first.
 */
function refuseStale({ id, version, statements }: LifeRow, position: number, shown: number): void {
  const since = statements.filter(({ sequence }) => sequence > shown);
  if (shown > version || since.some((one) => one.position === position || one.act !== "CONFIRM"))
    throw new SomebodyElseChangedIt(id, shown, version);
}

function termsSpokenOf(latest: TermsRef | undefined, act: StatementAct, position: number): TermsRef {
  if (latest === undefined) throw new Error("Nothing was offered that could be spoken of.");
  return act === "AMEND" ? { version: latest.version + 1, by: position } : latest;
}
