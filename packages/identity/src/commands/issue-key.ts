import type { Database } from "@dostyk/db";
import type { KeyScope } from "@dostyk/kernel";
import { z } from "zod";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { checked, nameInput, scopesInput } from "../input.ts";
import { mayIssueKey, mustBeSomebody } from "../policy.ts";
import { newKey } from "../secrets.ts";
import { readBody } from "../store.ts";
import { insist, personOf } from "../insist.ts";

/** A key as it is asked for. `costBudget` is points of query cost an hour. */
export type KeyInput = {
  readonly bodyId: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly expiresAt: Date;
  readonly costBudget: number;
};

/** A key at the only moment it is known whole. */
export type FreshKey = { readonly id: string; readonly secret: string };

const yearMs = 366 * 24 * 3_600_000;

/**
 * Issues an API key on behalf of a body, for a year at most.
 * @throws OnlyItsOwnPeopleIssueKeys, ScopeBelongsElsewhere, ProveWhoYouAreAgain, InvalidInput, RecordNotFound
 */
export async function issueKey(database: Pick<Database, "prisma">, acting: Acting, given: KeyInput): Promise<FreshKey> {
  const { viewer, now, newId } = acting;
  const id = newId();
  const { shown: secret, prefix, hash } = newKey();
  const wish = { command: "identity.issue-key", subject: { type: "ApiKey", id }, detail: { ...given } };
  return perform(database, acting, wish, async (tx) => {
    insist(mustBeSomebody(viewer));
    const body = await readBody(tx, viewer, given.bodyId, "bodyId");
    const scopes: readonly KeyScope[] = checked(z.object({ scopes: scopesInput }), given).scopes;
    insist(mayIssueKey(viewer, body, scopes, now()));
    const { name, expiresAt, costBudget } = checked(keyInput(now()), given);
    await tx.apiKey.create({
      data: {
        id,
        bodyId: body.id,
        name,
        prefix,
        keyHash: hash,
        scopes: [...scopes],
        costBudget,
        expiresAt,
        createdById: personOf(viewer).accountId,
        createdAt: now(),
      },
      select: { id: true },
    });
    return { id, secret };
  });
}

const keyInput = (now: Date) =>
  z.object({
    name: nameInput,
    expiresAt: z
      .date()
      .min(now, "The key would have expired already.")
      .max(new Date(now.getTime() + yearMs), "A key lasts a year at most."),
    costBudget: z.int().min(1_000, "Give at least 1000 points an hour.").max(1_000_000, "Give at most 1000000 points an hour."),
  });
