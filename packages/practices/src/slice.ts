import { claimsVisibleTo, projectRecords, textsIn, yearOfDay, years } from "@dostyk/evidence";
import { anonymous } from "@dostyk/kernel";
import type { SliceManifest } from "@dostyk/slice";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "practices",
  search: [
    {
      kind: "PRACTICE",
      weight: 1,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "PRACTICE", ids, {
          read: (among) =>
            tx.practice.findMany({
              where: { id: { in: among } },
              select: {
                id: true,
                status: true,
                summaries: true,
                countryCode: true,
                datedOn: true,
                placeId: true,
                programmeId: true,
                sections: {
                  where: { OR: [{ claimId: null }, { claim: claimsVisibleTo(anonymous) }] },
                  select: { texts: true },
                  orderBy: { position: "asc" },
                },
                themes: { select: { theme: { select: { code: true, titles: true } } }, orderBy: { themeCode: "asc" } },
              },
            }),
          related: ({ placeId, programmeId }) => [placeId, programmeId],
          lay: (row, { tags, facets }, namesOf) => {
            const year = yearOfDay(row.datedOn);
            return {
              summaries: textsIn(row.summaries),
              bodies: row.sections.map(({ texts }) => textsIn(texts)),
              places: namesOf([row.placeId]),
              tags: [...tags, ...namesOf([row.programmeId]), ...row.themes.flatMap(({ theme }) => Object.values(textsIn(theme.titles)))],
              facets: {
                ...facets,
                country: [row.countryCode],
                theme: row.themes.map(({ theme }) => theme.code),
                status: [row.status],
                year: years(year),
              },
              year,
            };
          },
        }),
      async dependents(tx, ids) {
        const among = { in: [...ids] };
        const found = await tx.practice.findMany({
          where: {
            OR: [
              { placeId: among },
              { programmeId: among },
              { themes: { some: { themeCode: among } } },
              { sections: { some: { claim: { OR: [{ sourceId: among }, { references: { some: { recordId: among } } }] } } } },
            ],
          },
          select: { id: true },
        });
        return found.map(({ id }) => id);
      },
    },
  ],
};
