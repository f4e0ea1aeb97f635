import { claimsVisibleTo, projectRecords, textsIn, yearOf, years } from "@dostyk/evidence";
import { anonymous } from "@dostyk/kernel";
import type { SliceManifest } from "@dostyk/slice";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "competitions",
  search: [
    {
      kind: "COMPETITION",
      weight: 1,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "COMPETITION", ids, {
          read: (among) =>
            tx.competition.findMany({
              where: { id: { in: among } },
              select: {
                id: true,
                summaries: true,
                yearEdtf: true,
                programmeId: true,
                awards: { where: { claim: claimsVisibleTo(anonymous) }, select: { texts: true }, orderBy: { position: "asc" } },
              },
            }),
          related: ({ programmeId }) => [programmeId],
          lay: ({ summaries, yearEdtf, programmeId, awards }, { tags, facets }, namesOf) => {
            const year = yearOf(yearEdtf);
            return {
              summaries: textsIn(summaries),
              bodies: awards.map(({ texts }) => textsIn(texts)),
              tags: [...tags, ...namesOf([programmeId])],
              facets: { ...facets, year: years(year) },
              year,
            };
          },
        }),
      async dependents(tx, ids) {
        const among = { in: [...ids] };
        // An award is told only while its source, and every record its claim speaks of, may be seen.
        const claimed = { OR: [{ sourceId: among }, { references: { some: { recordId: among } } }] };
        const found = await tx.competition.findMany({
          where: { OR: [{ programmeId: among }, { awards: { some: { claim: claimed } } }] },
          select: { id: true },
        });
        return found.map(({ id }) => id);
      },
    },
  ],
};
