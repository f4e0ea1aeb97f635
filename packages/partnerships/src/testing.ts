import type { Database } from "@dostyk/db";
import { linkBody } from "@dostyk/directory";
import { actingAs, givenAccount, givenBody } from "@dostyk/identity/testing";
import { system } from "@dostyk/kernel";

type Db = Pick<Database, "prisma">;

/** Makes a city of a place: its body below the association, and an officer who acts for it. The place is there already. */
export async function givenCity(db: Db, slug: string, association: string) {
  const bodyId = await givenBody(db, "CITY", slug, association);
  const { id } = await db.prisma.place.findUniqueOrThrow({ where: { slug }, select: { id: true } });
  const party = { type: "PLACE", id } as const;
  await linkBody(db, actingAs(system("a test")), { bodyId, record: party });
  return { party, viewer: await givenAccount(db, `Officer of ${slug}`, { bodyId, role: "CITY_OFFICER" }) };
}
