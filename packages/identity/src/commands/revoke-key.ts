import type { Database } from "@dostyk/db";
import { RecordNotFound } from "@dostyk/kernel";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { bodiesVisibleTo, mayRevokeKey, mustBeSomebody } from "../policy.ts";
import { bodyColumns } from "../store.ts";
import { insist } from "../insist.ts";

/**
 * Makes a key worthless from the next request on. Revoking twice changes nothing.
 * @throws OnlyItsOwnPeopleIssueKeys, RecordNotFound
 */
export async function revokeKey(database: Pick<Database, "prisma">, acting: Acting, keyId: string): Promise<void> {
  const { viewer, now } = acting;
  const wish = { command: "identity.revoke-key", subject: { type: "ApiKey", id: keyId } };
  await perform(database, acting, wish, async (tx) => {
    insist(mustBeSomebody(viewer));
    const key = await tx.apiKey.findFirst({
      where: { id: keyId, body: bodiesVisibleTo(viewer) },
      select: { body: { select: bodyColumns } },
    });
    if (key === null) throw new RecordNotFound("key", keyId.slice(0, 80), ["keyId"]);
    insist(mayRevokeKey(viewer, key.body));
    await tx.apiKey.updateMany({ where: { id: keyId, revokedAt: null }, data: { revokedAt: now() } });
  });
}
