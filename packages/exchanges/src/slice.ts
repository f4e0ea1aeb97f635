import { projectRecords, textsIn, yearOf, yearOfDay, years } from "@dostyk/evidence";
import type { SliceManifest } from "@dostyk/slice";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "exchanges",
  search: [
    {
      kind: "ACTIVITY",
      weight: 0.9,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "ACTIVITY", ids, {
          read: (among) =>
            tx.activity.findMany({
              where: { id: { in: among } },
              select: {
                id: true,
                status: true,
                summaries: true,
                countryCode: true,
                datedOn: true,
                programmeId: true,
                fromPlaceId: true,
                toPlaceId: true,
                places: { select: { placeId: true }, orderBy: { position: "asc" } },
                themes: { select: { theme: { select: { code: true, titles: true } } }, orderBy: { themeCode: "asc" } },
              },
            }),
          related: ({ programmeId, fromPlaceId, toPlaceId, places }) => [
            programmeId,
            fromPlaceId,
            toPlaceId,
            ...places.map(({ placeId }) => placeId),
          ],
          lay: (row, { tags, facets }, namesOf) => {
            const year = yearOfDay(row.datedOn);
            const placeIds = [...new Set([...row.places.map(({ placeId }) => placeId), row.fromPlaceId, row.toPlaceId])];
            return {
              summaries: textsIn(row.summaries),
              places: namesOf(placeIds),
              tags: [...tags, ...namesOf([row.programmeId]), ...row.themes.flatMap(({ theme }) => Object.values(textsIn(theme.titles)))],
              facets: {
                ...facets,
                country: row.countryCode === null ? [] : [row.countryCode],
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
        const found = await tx.activity.findMany({
          where: {
            OR: [
              { programmeId: among },
              { fromPlaceId: among },
              { toPlaceId: among },
              { places: { some: { placeId: among } } },
              { themes: { some: { themeCode: among } } },
            ],
          },
          select: { id: true },
        });
        return found.map(({ id }) => id);
      },
    },
    {
      kind: "OUTPUT",
      weight: 0.9,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "OUTPUT", ids, {
          read: (among) =>
            tx.output.findMany({
              where: { id: { in: among } },
              select: { id: true, summaries: true, languages: true, producedEdtf: true, programmeId: true },
            }),
          related: ({ programmeId }) => [programmeId],
          lay: ({ summaries, languages, producedEdtf, programmeId }, { tags, facets }, namesOf) => {
            const year = yearOf(producedEdtf);
            return {
              summaries: textsIn(summaries),
              tags: [...tags, ...namesOf([programmeId])],
              facets: { ...facets, ...(languages.length === 0 ? {} : { language: languages }), year: years(year) },
              year,
            };
          },
        }),
      dependents: async (tx, ids) =>
        (await tx.output.findMany({ where: { programmeId: { in: [...ids] } }, select: { id: true } })).map(({ id }) => id),
    },
    {
      kind: "EXTERNAL_EVENT",
      weight: 0.8,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "EXTERNAL_EVENT", ids, {
          read: (among) => tx.externalEvent.findMany({ where: { id: { in: among } }, select: { id: true, onEdtf: true } }),
          lay: ({ onEdtf }, { facets }) => {
            const year = yearOf(onEdtf);
            return { facets: { ...facets, year: years(year) }, year };
          },
        }),
      dependents: () => Promise.resolve([]),
    },
  ],
};
