import { projectRecords, textsIn, yearOf, years } from "@dostyk/evidence";
import type { SliceManifest } from "@dostyk/slice";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "programmes",
  search: [
    {
      kind: "PROGRAMME",
      weight: 1.05,
      named: true,
      project: (tx, ids) =>
        projectRecords(tx, "PROGRAMME", ids, {
          read: (among) =>
            tx.programme.findMany({
              where: { id: { in: among } },
              select: { id: true, acronym: true, summaries: true, startEdtf: true },
            }),
          lay: ({ acronym, summaries, startEdtf }, { aliases, facets }) => {
            const year = yearOf(startEdtf);
            return {
              aliases: acronym === null ? aliases : [...aliases, acronym],
              summaries: textsIn(summaries),
              facets: { ...facets, year: years(year) },
              year,
            };
          },
        }),
      dependents: () => Promise.resolve([]),
    },
  ],
};
