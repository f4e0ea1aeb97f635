import type { builder, Orders } from "@dostyk/graphql";
import { foldForSearch } from "@dostyk/kernel";

/** The orders every list of records has: by English title, and by last change. */
export const titleOrder: Orders[string] = [{ column: "titleSort", direction: "asc" }];
export const updateOrder: Orders[string] = [{ column: "updatedAt", direction: "desc" }];

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]["fields"]>[0];

/** The conditions every filter of records has. */
export function recordConditions(t: InputFields) {
  return {
    name: t.string({ description: "Whose attested names contain this, in any spelling or script the record knows." }),
    updatedSince: t.field({ type: "DateTime", description: "Changed at or after this instant; for harvesting." }),
  };
}

/** What a client gives for `recordConditions`. */
export type RecordConditions = { readonly name?: string | null; readonly updatedSince?: Date | null };

/** The same as a Prisma filter. */
export function recordsWhere({ name, updatedSince }: RecordConditions) {
  return {
    ...(name ? { registry: { searchText: { contains: foldForSearch(name) } } } : {}),
    ...(updatedSince ? { updatedAt: { gte: updatedSince } } : {}),
  };
}
