import { claimsVisibleTo, maySee } from "@dostyk/evidence";
import { recordOf } from "@dostyk/evidence/graphql";
import { type GraphqlContext, recordKinds } from "@dostyk/graphql";
import { shownTexts } from "@dostyk/search";
import { queryFromInfo } from "@pothos/plugin-prisma";
import { type GraphQLResolveInfo, Kind, type SelectionNode } from "graphql";
import { audienceOf } from "./engine.ts";
import { aliasOf, type Hit } from "./hit.ts";

/** What was found, before it is read. */
type Found = Pick<Hit, "id" | "score" | "rank">;

/** Whether an operation asks for a field, at whatever depth. */
function asksFor(field: string, info: GraphQLResolveInfo): boolean {
  const looks = (selections: readonly SelectionNode[]): boolean =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD && selection.name.value === field) return true;
      const below = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
      return looks(below?.selectionSet?.selections ?? []);
    });
  return looks(info.fieldNodes);
}

/**
 * The found records with what the operation selects of them, in one statement, in the order found. What may not be seen
 * or is no more is left out: an index that is behind can neither tell of it nor bring it back.
 */
export async function readHits(
  found: readonly Found[],
  asked: Pick<Hit, "tokens" | "locale">,
  context: GraphqlContext,
  info: GraphQLResolveInfo,
  paths: readonly string[][],
): Promise<readonly Hit[]> {
  if (found.length === 0) return [];
  const segments = (path: readonly string[]) => [...path, "record"].map((name) => ({ name }));
  const claimSegments = (path: readonly string[]) => [...path, "matchedAs", "claim"].map((name) => ({ name }));
  const selections = recordKinds().map(({ model, typename }) => [
    model,
    // Of the ways a hit can be reached, the operation uses one or two; each is planned for every type it may be of.
    queryFromInfo({
      context,
      info,
      typeName: typename,
      paths: paths.map(segments) as never,
      select: { id: true, visibility: true } as never,
    }),
  ]);
  const claimSelection = queryFromInfo({
    context,
    info,
    typeName: "Claim",
    paths: paths.map(claimSegments) as never,
    select: { id: true } as never,
  });
  const ids = found.map(({ id }) => id);
  const wantsTexts = asksFor("snippet", info) || asksFor("snippetHtml", info);
  const [entries, texts] = await Promise.all([
    context.prisma.registryEntry.findMany({
      where: { id: { in: ids } },
      select: {
        id: true,
        type: true,
        titles: true,
        ...(Object.fromEntries(selections) as Record<never, never>),
        claims: {
          where: { property: "name", ...claimsVisibleTo(context.viewer) },
          orderBy: { id: "asc" },
          select: { ...(claimSelection as { select: object }).select, value: true },
        },
      },
    }),
    wantsTexts ? shownTexts(context.prisma, ids, audienceOf(context.viewer)) : new Map(),
  ]);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return found.flatMap((hit): Hit[] => {
    const entry = byId.get(hit.id);
    const record = recordOf(entry);
    if (entry === undefined || record === null || !maySee(context.viewer, record as { visibility: string })) return [];
    return [
      {
        ...hit,
        ...asked,
        type: entry.type,
        record,
        titles: entry.titles,
        matchedAs: aliasOf(entry.titles, entry.claims, asked.tokens),
        texts: texts.get(hit.id) ?? { summaries: {}, bodies: {} },
      },
    ];
  });
}
