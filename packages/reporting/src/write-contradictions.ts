import type { Transaction } from "@dostyk/db";
import type { CommandContext } from "@dostyk/kernel";
import type { Contradiction } from "./contradiction.ts";
import type { ReportClaim } from "./store.ts";

/** The contradictions a report had last, by what they are about: one that goes on keeps its id. */
export async function readContradictionIds(tx: Transaction, reportId: string): Promise<ReadonlyMap<string, string>> {
  const claims = { orderBy: { position: "asc" }, select: { claimId: true } } as const;
  const known = await tx.contradiction.findMany({ where: { reportId }, select: { id: true, kind: true, details: true, claims } });
  return new Map(
    known.map(({ id, kind, details, claims: cited }) => [
      keyOf(
        kind,
        details,
        cited.map(({ claimId }) => claimId),
      ),
      id,
    ]),
  );
}

/** Two sections may deny the same challenges: the section tells them apart. */
function keyOf(kind: string, details: unknown, claimIds: readonly string[]): string {
  const { section = "" } = details as { readonly section?: string };
  return [kind, section, ...new Set(claimIds)].join(" ");
}

/** Keeps what the detectors found, with the names a sentence about it needs in every language. */
export async function writeContradictions(
  tx: Transaction,
  context: CommandContext,
  reportId: string,
  found: readonly Contradiction[],
  claims: readonly ReportClaim[],
  idsBefore: ReadonlyMap<string, string>,
): Promise<void> {
  const typeOf = new Map(claims.map(({ recordId, recordType }) => [recordId, recordType]));
  const subjects = await tx.registryEntry.findMany({
    where: { id: { in: found.flatMap(({ subjectId }) => subjectId ?? []) } },
    select: { id: true, titles: true },
  });
  const titles = new Map(subjects.map((subject) => [subject.id, subject.titles]));
  const places = await tx.place.findMany({ where: { slug: { in: found.flatMap(placesIn) } }, select: { slug: true, titles: true } });
  const rows = found.map(({ kind, subjectId, rowId, details, claimIds }, index) => ({
    claimIds,
    columns: {
      id: idsBefore.get(keyOf(kind, details, claimIds)) ?? context.newId(),
      reportId,
      position: index + 1,
      kind,
      rowId,
      activityId: typeOf.get(subjectId ?? "") === "ACTIVITY" ? subjectId : null,
      outputId: typeOf.get(subjectId ?? "") === "OUTPUT" ? subjectId : null,
      details: {
        ...details,
        subject: titles.get(subjectId ?? "") ?? null,
        places: Object.fromEntries(places.map((place) => [place.slug, place.titles])),
      },
    },
  }));
  await tx.contradiction.createMany({ data: rows.map((row) => row.columns) });
  await tx.contradictionClaim.createMany({
    data: rows.flatMap(({ columns: { id: contradictionId }, claimIds }) =>
      [...new Set(claimIds)].map((claimId, position) => ({ contradictionId, claimId, position })),
    ),
  });
}

function placesIn({ kind, details }: Contradiction): readonly string[] {
  return kind === "TWO_PLACES" ? [details["first"], details["second"]].flatMap((list) => String(list).split(", ")) : [];
}
