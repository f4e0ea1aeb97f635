import type { Database } from "@dostyk/db";
import { claim, inThree, inTransaction } from "@dostyk/evidence/testing";
import type { CommandContext } from "@dostyk/kernel";
import { type PlaceInput, recordPlaces } from "./commands/record-places.ts";
import { recordThemes } from "./commands/record-themes.ts";

/** A city of Kazakhstan, unless the test says otherwise. */
export function aPlace(slug: string, more: Partial<PlaceInput> = {}): PlaceInput {
  return { slug, title: inThree(slug), kind: "CITY", country: "KZ", claims: [], ...more };
}

/**
 * Records Kazakhstan with Pavlodar Region and its cities Pavlodar and Ekibastuz, Almaty, and Helena in the United States;
 * and the themes `health` and `housing`. The source `report` is there already.
 */
export async function givenPlaces(db: Pick<Database, "prisma">, context: CommandContext): Promise<void> {
  const within = (place: string) => [claim("within", { place })];
  const places = [
    aPlace("kazakhstan", { kind: "COUNTRY" }),
    aPlace("united-states", { kind: "COUNTRY", country: "US" }),
    aPlace("pavlodar-region", { kind: "REGION", claims: within("kazakhstan") }),
    aPlace("pavlodar", { claims: within("pavlodar-region") }),
    aPlace("ekibastuz", { claims: within("pavlodar-region") }),
    aPlace("almaty", { claims: within("kazakhstan") }),
    aPlace("helena", { country: "US", claims: within("united-states") }),
  ];
  await inTransaction(db, async (tx) => {
    await recordPlaces(tx, context, places);
    await recordThemes(
      tx,
      ["health", "housing"].map((code) => ({ code, version: "1", title: inThree(code) })),
    );
  });
}
