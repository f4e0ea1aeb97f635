import type { SliceManifest } from "@dostyk/slice";
import { projectRecords, yearOf, years } from "./search-document.ts";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "evidence",
  search: [
    {
      kind: "SOURCE",
      weight: 0.9,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "SOURCE", ids, {
          read: (among) =>
            tx.source.findMany({
              where: { id: { in: among } },
              select: { id: true, publisher: true, language: true, publishedEdtf: true },
            }),
          lay: ({ publisher, language, publishedEdtf }, { tags, facets }) => {
            const year = yearOf(publishedEdtf);
            return { tags: [...tags, publisher], facets: { ...facets, language: [language], year: years(year) }, year };
          },
        }),
      // A name is told only while its source may be seen, whatever type of record it names.
      async dependents(tx, ids) {
        const claims = await tx.claim.findMany({
          where: { sourceId: { in: [...ids] }, property: { in: ["name", "sdg"] } },
          distinct: ["recordId"],
          select: { recordId: true },
        });
        return claims.map(({ recordId }) => recordId);
      },
    },
  ],
};
