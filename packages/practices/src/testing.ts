import type { Database } from "@dostyk/db";
import { givenPlaces } from "@dostyk/directory/testing";
import { claim, givenSources, inThree, inTransaction } from "@dostyk/evidence/testing";
import { recordActivities } from "@dostyk/exchanges";
import type { CommandContext } from "@dostyk/kernel";
import { recordPartnerships } from "@dostyk/partnerships";
import { recordProgrammes } from "@dostyk/programmes";
import type { PracticeInput } from "./commands/record-practices.ts";

/** A practice of Pavlodar, unless the test says otherwise. Give `claims` whole: its place is one of them. */
export function aPractice(slug: string, more: Partial<PracticeInput> = {}): PracticeInput {
  return { slug, title: inThree(slug), claims: [claim("place", "pavlodar")], ...more };
}

/** Records sources and places, the programme `resource-cities`, the partnership `pavlodar-helena` and the trip `trip-to-helena`. */
export async function givenExchange(db: Pick<Database, "prisma">, context: CommandContext): Promise<void> {
  await givenSources(db, context);
  await givenPlaces(db, context);
  const parties = [claim("party", { place: "pavlodar" }), claim("party", { place: "helena" })];
  await inTransaction(db, async (tx) => {
    await recordProgrammes(tx, context, [{ slug: "resource-cities", title: inThree("Resource Cities"), claims: [] }]);
    await recordPartnerships(tx, context, [
      { slug: "pavlodar-helena", title: inThree("Pavlodar and Helena"), kind: "RESOURCE_CITIES", claims: parties },
    ]);
    await recordActivities(tx, context, [
      { slug: "trip-to-helena", title: inThree("Trip to Helena"), kind: "DELEGATION_VISIT", claims: [claim("held", "2001-07")] },
    ]);
  });
}
