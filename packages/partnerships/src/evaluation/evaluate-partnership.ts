import type { Database } from "@dostyk/db";
import type { Linkable } from "@dostyk/directory";
import { checked, insist, mustBeSomebody, perform, personOf } from "@dostyk/identity";
import { InvalidInput, RecordNotFound } from "@dostyk/kernel";
import { z } from "zod";
import { refuseOtherWish } from "../commands/speak.ts";
import { mayEvaluate } from "../policy.ts";
import { SomebodyElseEvaluated } from "../refusals.ts";
import { language, text } from "../statement-input.ts";
import { lifeOf, type PartnershipActing, readLife } from "../store.ts";
import { checklist, highestScore, type Score } from "./checklist.ts";

const codes: readonly string[] = checklist.criteria.map(({ code }) => code);

const input = z.object({
  language,
  idempotencyKey: text(100, "An idempotency key"),
  scores: z
    .array(
      z.object({
        criterion: z.string().refine((code) => codes.includes(code), "The checklist has no such criterion."),
        score: z.int(`A score is a whole number from 0 to ${highestScore}.`).min(0).max(highestScore),
        note: text(2_000, "A note").nullish(),
      }),
    )
    .min(1, "Score at least one criterion.")
    .max(codes.length)
    .refine((all) => new Set(all.map(({ criterion }) => criterion)).size === all.length, "Score each criterion once."),
});

/** All of a party's scores are read where the latest are shown. */
const mostEvaluations = 100;

/** What one party says of the partnership, criterion by criterion. */
export type Evaluation = {
  readonly partnershipId: string;
  readonly party: Linkable;
  /** How many evaluations of this party the speaker was shown. */
  readonly version: number;
  readonly language: string;
  readonly idempotencyKey: string;
  readonly scores: readonly { readonly criterion: string; readonly score: number; readonly note?: string | null | undefined }[];
};

/**
 * Gives a party's scores, which stand until it gives others; earlier ones are kept. Answers with how many times it has
 * evaluated. The same idempotency key twice is one evaluation.
 * @throws as a statement does, and NothingAgreedYet, SomebodyElseEvaluated
 */
export async function evaluatePartnership(
  database: Pick<Database, "prisma">,
  acting: PartnershipActing,
  given: Evaluation,
): Promise<{ readonly partnershipId: string; readonly version: number }> {
  const { viewer, now, newId, homeNode } = acting;
  const { partnershipId, party } = given;
  const wish = { command: "partnerships.evaluate", subject: { type: "Partnership", id: partnershipId }, detail: { party } };
  return perform(database, acting, wish, async (tx) => {
    insist(mustBeSomebody(viewer));
    const row = await readLife(tx, viewer, partnershipId);
    const position = row.parties.findIndex(
      ({ placeId, organizationId }) => party.id === (party.type === "PLACE" ? placeId : organizationId),
    );
    if (position === -1) throw new RecordNotFound("party", party.id.slice(0, 80), ["party"]);
    insist(mayEvaluate(viewer, lifeOf(row, homeNode), position));
    const { language: written, idempotencyKey, scores } = checked(input, given);
    const { accountId } = personOf(viewer);
    const before = await tx.partnershipEvaluation.findUnique({
      where: { accountId_idempotencyKey: { accountId, idempotencyKey } },
      select: { partnershipId: true, position: true, number: true },
    });
    if (before !== null) {
      refuseOtherWish(before.partnershipId === partnershipId && before.position === position);
      return { partnershipId, version: before.number };
    }
    const number = await tx.partnershipEvaluation.count({ where: { partnershipId, position } });
    if (number !== given.version) throw new SomebodyElseEvaluated(given.version, number);
    if (number >= mostEvaluations)
      throw new InvalidInput([{ path: [], message: "This party has scored so often that no more scores are taken." }]);
    const kept: readonly Score[] = scores.map(({ note, ...score }) => ({ ...score, note: note ?? null }));
    await tx.partnershipEvaluation.createMany({
      data: {
        id: newId(),
        partnershipId,
        position,
        number: number + 1,
        checklist: checklist.code,
        language: written,
        scores: [...kept],
        accountId,
        idempotencyKey,
        at: now(),
      },
    });
    return { partnershipId, version: number + 1 };
  });
}
