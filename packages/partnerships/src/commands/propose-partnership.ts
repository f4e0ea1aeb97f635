import type { Database, Transaction } from "@dostyk/db";
import type { Linkable } from "@dostyk/directory";
import { firstDay, identityOf, recordEvidence, visibleTo } from "@dostyk/evidence";
import { checked, insist, mustBeSomebody, perform, personOf } from "@dostyk/identity";
import { InvalidInput, RecordNotFound, slugFrom, type Viewer } from "@dostyk/kernel";
import { partnershipProperties } from "../partnership.ts";
import { maySpeakFor } from "../policy.ts";
import { dayOf, statementInput, type StatementInput, type Terms, type TermsInput } from "../statement-input.ts";
import { lifeColumns, type PartnershipActing, statementUnder, writeStatement } from "../store.ts";
import { checkedTerms, refuseOtherWish, type Spoken } from "./speak.ts";

/** A proposal: its parties, of which the first one speaks, and the terms it offers. */
export type Proposal = StatementInput & { readonly parties: readonly Linkable[]; readonly terms: TermsInput };

const mostParties = 10;

/**
 * Proposes a partnership to one or more others, for the first party named. The same idempotency key twice is one proposal.
 * @throws SignInFirst, OnlyPeopleCanDoThis, OnlyItsPeopleSpeakForIt, NobodySpeaksForItYet, RecordNotFound, InvalidInput
 */
export async function proposePartnership(
  database: Pick<Database, "prisma">,
  acting: PartnershipActing,
  proposal: Proposal,
): Promise<Spoken> {
  const { viewer, now } = acting;
  const wish = { command: "partnerships.propose", detail: { parties: proposal.parties.slice(0, mostParties) } };
  return perform(database, acting, wish, async (tx, about) => {
    insist(mustBeSomebody(viewer));
    refuseOddParties(proposal.parties);
    const parties = await Promise.all(proposal.parties.map((party, index) => readParty(tx, viewer, party, index)));
    insist(maySpeakFor(viewer, parties[0]?.actingBody ?? null));
    const { on, reason, decider, language, idempotencyKey } = checked(statementInput, proposal);
    const terms = await checkedTerms(tx, proposal.terms, language);
    const { accountId } = personOf(viewer);
    const before = await statementUnder(tx, accountId, idempotencyKey);
    if (before !== null) {
      refuseOtherWish(before.act === "PROPOSE");
      return { partnershipId: before.partnershipId, version: before.sequence };
    }
    const id = await writeEmpty(tx, acting, terms, parties);
    about({ subject: { type: "Partnership", id } });
    const life = await tx.partnership.findUniqueOrThrow({ where: { id }, select: lifeColumns });
    const version = await writeStatement(tx, acting, life, {
      position: 0,
      act: "PROPOSE",
      ref: { version: 1, by: 0 },
      terms,
      on: dayOf(on, now()),
      reason: reason == null ? null : { [language]: reason },
      decider: decider == null ? null : { [language]: decider },
      accountId,
      idempotencyKey,
    });
    return { partnershipId: id, version };
  });
}

type Party = Linkable & { readonly slug: string; readonly actingBody: { readonly id: string; readonly parentId: string | null } | null };

function refuseOddParties(parties: readonly Linkable[]): void {
  const different = new Set(parties.map(({ type, id }) => `${type} ${id}`)).size;
  if (parties.length < 2 || parties.length > mostParties || different < parties.length)
    throw new InvalidInput([{ path: ["parties"], message: `Name 2 to ${mostParties} parties, each once, yours first.` }]);
}

async function readParty(tx: Transaction, viewer: Viewer, { type, id }: Linkable, index: number): Promise<Party> {
  const query = {
    where: { id, ...visibleTo(viewer) },
    select: { slug: true, actingBody: { select: { id: true, parentId: true } } },
  } as const;
  const found = await (type === "PLACE" ? tx.place.findFirst(query) : tx.organization.findFirst(query));
  if (found === null) throw new RecordNotFound("place or organization", id.slice(0, 80), ["parties", String(index)]);
  return { type, id, ...found };
}

/** The record with its parties, about which nothing has been said yet. */
async function writeEmpty(tx: Transaction, acting: PartnershipActing, terms: Terms, parties: readonly Party[]): Promise<string> {
  const { now, newId, homeNode } = acting;
  const slug = await freeSlug(tx, slugFrom(parties.map((party) => party.slug).join(" ")) ?? "partnership");
  const input = { slug, title: { [terms.language]: terms.title }, claims: [] };
  const [identity] = await recordEvidence(tx, { now, newId, homeNode, asserter: homeNode }, "PARTNERSHIP", [input], partnershipProperties);
  if (identity === undefined) throw new Error("A record was written and has no identity.");
  const { id } = identity;
  await tx.partnership.create({
    data: { ...identityOf(identity), kind: terms.kind, status: "PROPOSED", confirmation: "UNILATERAL", datedOn: firstDay([]) },
    select: { id: true },
  });
  await tx.partnershipParty.createMany({
    data: parties.map((party, position) => ({
      partnershipId: id,
      position,
      placeId: party.type === "PLACE" ? party.id : null,
      organizationId: party.type === "ORGANIZATION" ? party.id : null,
      confirmation: "UNCONFIRMED" as const,
    })),
  });
  return id;
}

/** The slug, or with a number behind it where it, or a former one, is taken. */
async function freeSlug(tx: Transaction, wanted: string): Promise<string> {
  const base = wanted.slice(0, 110).replace(/-+$/u, "");
  const like = { type: "PARTNERSHIP", slug: { startsWith: base } } as const;
  const entries = await tx.registryEntry.findMany({ where: like, select: { slug: true } });
  const aliases = await tx.recordAlias.findMany({ where: like, select: { slug: true } });
  const taken = new Set([...entries, ...aliases].map(({ slug }) => slug));
  if (!taken.has(base)) return base;
  let number = 2;
  while (taken.has(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}
