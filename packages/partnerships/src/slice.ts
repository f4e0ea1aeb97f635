import { projectRecords, textsIn, visibleTo, yearOf, years } from "@dostyk/evidence";
import { anonymous } from "@dostyk/kernel";
import type { SliceManifest } from "@dostyk/slice";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "partnerships",
  search: [
    {
      kind: "PARTNERSHIP",
      weight: 0.95,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "PARTNERSHIP", ids, {
          read: (among) =>
            tx.partnership.findMany({
              where: { id: { in: among } },
              select: {
                id: true,
                status: true,
                summaries: true,
                startEdtf: true,
                programmeId: true,
                themes: { select: { theme: { select: { code: true, titles: true } } }, orderBy: { themeCode: "asc" } },
                parties: {
                  select: { placeId: true, organizationId: true, place: { select: { countryCode: true, visibility: true } } },
                  orderBy: { position: "asc" },
                },
                outcomes: { select: { texts: true }, orderBy: { position: "asc" } },
              },
            }),
          related: ({ parties, programmeId }) => [
            programmeId,
            ...parties.flatMap(({ placeId, organizationId }) => [placeId, organizationId]),
          ],
          lay: ({ status, summaries, startEdtf, programmeId, themes, parties, outcomes }, { tags, facets }, namesOf) => {
            const year = yearOf(startEdtf);
            // A hidden place tells nothing of the partnership it is in.
            const shown = parties.flatMap(({ place }) =>
              place?.visibility === visibleTo(anonymous).visibility ? [place.countryCode] : [],
            );
            return {
              summaries: textsIn(summaries),
              bodies: outcomes.map(({ texts }) => textsIn(texts)),
              places: namesOf(parties.flatMap(({ placeId, organizationId }) => [placeId, organizationId])),
              tags: [...tags, ...namesOf([programmeId]), ...themes.flatMap(({ theme }) => Object.values(textsIn(theme.titles)))],
              facets: {
                ...facets,
                country: [...new Set(shown)],
                theme: themes.map(({ theme }) => theme.code),
                status: [status],
                year: years(year),
              },
              year,
            };
          },
        }),
      async dependents(tx, ids) {
        const among = { in: [...ids] };
        const found = await tx.partnership.findMany({
          where: {
            OR: [
              { programmeId: among },
              { parties: { some: { OR: [{ placeId: among }, { organizationId: among }] } } },
              { themes: { some: { themeCode: among } } },
            ],
          },
          select: { id: true },
        });
        return found.map(({ id }) => id);
      },
    },
  ],
};
