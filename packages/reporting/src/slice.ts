import { projectRecords, yearOf, years } from "@dostyk/evidence";
import type { SliceManifest } from "@dostyk/slice";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "reporting",
  search: [
    {
      kind: "REPORT",
      weight: 0.95,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "REPORT", ids, {
          read: (among) =>
            tx.report.findMany({ where: { id: { in: among } }, select: { id: true, periodEdtf: true, programmeId: true, authorId: true } }),
          related: ({ programmeId, authorId }) => [programmeId, authorId],
          lay: ({ periodEdtf, programmeId, authorId }, { tags, facets }, namesOf) => {
            const year = yearOf(periodEdtf);
            return {
              places: namesOf([authorId]),
              tags: [...tags, ...namesOf([programmeId])],
              facets: { ...facets, year: years(year) },
              year,
            };
          },
        }),
      async dependents(tx, ids) {
        const among = { in: [...ids] };
        const found = await tx.report.findMany({ where: { OR: [{ programmeId: among }, { authorId: among }] }, select: { id: true } });
        return found.map(({ id }) => id);
      },
    },
  ],
};
