import type { Database } from "@dostyk/db";
import { z } from "zod";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { checked, localeInput, nameInput } from "../input.ts";
import { personOf } from "../insist.ts";

/** What a person may correct by themselves; what is left out stays. */
export type Correction = { readonly name?: string | undefined; readonly locale?: string | undefined };

const input = z.object({ name: nameInput.optional(), locale: localeInput.optional() });

/**
 * Corrects one's own name and the language mail is written in.
 * @throws SignInFirst, OnlyPeopleCanDoThis, InvalidInput
 */
export async function correctAccount(database: Pick<Database, "prisma">, acting: Acting, given: Correction): Promise<void> {
  const { viewer, now } = acting;
  await perform(database, acting, { command: "identity.correct-account", detail: { ...given } }, async (tx, about) => {
    const { accountId: id } = personOf(viewer);
    const { name, locale } = checked(input, given);
    about({ subject: { type: "Account", id } });
    await tx.userAccount.update({
      where: { id },
      data: { ...(name === undefined ? {} : { name }), ...(locale === undefined ? {} : { locale }), updatedAt: now() },
      select: { id: true },
    });
  });
}
