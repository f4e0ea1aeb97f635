import type { Database } from "@dostyk/db";
import { InvalidInput, type Problem } from "@dostyk/kernel";
import { z } from "zod";
import { perform } from "../audit/perform.ts";
import type { Acting } from "../audit/wish.ts";
import { checked, nameInput } from "../input.ts";
import { mayRegister, mustBeSomebody } from "../policy.ts";
import { NameTaken } from "../refusals.ts";
import { readBody } from "../store.ts";
import { insist } from "../insist.ts";

/** A body as it is registered. `parentId` is a city's association, and null for all others. */
export type BodyInput = { readonly kind: "ASSOCIATION" | "CITY" | "DONOR"; readonly name: string; readonly parentId?: string | null };

const input = z.object({ kind: z.enum(["ASSOCIATION", "CITY", "DONOR"]), name: nameInput });

/**
 * Registers an association, a city below its association, or a donor, and answers with its id.
 * @throws OnlyThoseAboveCanRegister, NameTaken, InvalidInput, RecordNotFound
 */
export async function registerBody(database: Pick<Database, "prisma">, acting: Acting, given: BodyInput): Promise<string> {
  const { viewer, now, newId } = acting;
  const id = newId();
  const wish = { command: "identity.register-body", subject: { type: "ActingBody", id }, detail: { ...given } };
  return perform(database, acting, wish, async (tx) => {
    insist(mayRegister(viewer, { kind: given.kind, parentId: given.parentId ?? null }));
    const { kind, name } = checked(input, given);
    const parentId = given.parentId ?? null;
    const parent = parentId === null ? null : await readBody(tx, viewer, parentId, "parentId");
    const misplaced = problemOfPlace(kind, parent?.kind ?? null);
    if (misplaced !== null) throw new InvalidInput([misplaced]);
    if ((await tx.actingBody.count({ where: { kind, name } })) > 0) throw new NameTaken();
    await tx.actingBody.create({ data: { id, kind, name, parentId, createdAt: now(), updatedAt: now() }, select: { id: true } });
    return id;
  });
}

function problemOfPlace(kind: BodyInput["kind"], parent: string | null): Problem | null {
  if (kind === "CITY") return parent === "ASSOCIATION" ? null : { path: ["parentId"], message: "A city stands below its association." };
  return parent === null ? null : { path: ["parentId"], message: "Only a city stands below another body. Leave this out." };
}

/**
 * Gives a body another name.
 * @throws OnlyThoseAboveCanRegister, NameTaken, InvalidInput, RecordNotFound
 */
export async function renameBody(
  database: Pick<Database, "prisma">,
  acting: Acting,
  given: { readonly bodyId: string; readonly name: string },
): Promise<void> {
  const { viewer, now } = acting;
  const wish = { command: "identity.rename-body", subject: { type: "ActingBody", id: given.bodyId }, detail: { name: given.name } };
  await perform(database, acting, wish, async (tx, about) => {
    insist(mustBeSomebody(viewer));
    const body = await readBody(tx, viewer, given.bodyId, "bodyId");
    insist(mayRegister(viewer, body));
    const name = checked(nameInput, given.name);
    const namesake = await tx.actingBody.findUnique({ where: { kind_name: { kind: body.kind, name } }, select: { id: true } });
    if (namesake !== null && namesake.id !== body.id) throw new NameTaken();
    await tx.actingBody.update({ where: { id: body.id }, data: { name, updatedAt: now() }, select: { id: true } });
    about({ before: { name: body.name }, after: { name } });
  });
}
