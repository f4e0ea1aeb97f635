import type { PrismaClient } from "@dostyk/db";
import { visibleTo } from "@dostyk/evidence";
import type { Viewer } from "@dostyk/kernel";
import { catchUp, postgresIndex, type SearchIndex } from "@dostyk/search";
import { searchKinds } from "./kinds.ts";

/** Before a question, so many steps of 200 records are made up for; the rest is a timer's. */
const stepsBeforeAnswer = 6;

/** The engine that answers over this database: Postgres, brought up to the last commit before each answer. */
export function searchIndexOf(prisma: PrismaClient, now: () => Date): SearchIndex {
  return postgresIndex(prisma, () => catchUp(prisma, searchKinds, stepsBeforeAnswer), now);
}

/** Brings the index up to the last commit, however long that takes: after a load, and by a timer. */
export async function catchUpSearch(prisma: PrismaClient): Promise<void> {
  await catchUp(prisma, searchKinds);
}

/** The tokens a reader holds: the visibilities they may see, as the records' own policy says. */
export function audienceOf(viewer: Viewer): readonly string[] {
  const { visibility } = visibleTo(viewer);
  return typeof visibility === "string" ? [visibility] : visibility.in;
}
