import type { GraphqlContext } from "@dostyk/graphql";
import type { Acting } from "../audit/wish.ts";

/** The request as commands know it. */
export function actingIn({ viewer, now, newId, requestId }: GraphqlContext): Acting {
  return { viewer, now: () => now, newId, traceId: requestId };
}
