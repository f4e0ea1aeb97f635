import { projectRecords, textsIn } from "@dostyk/evidence";
import type { SliceManifest } from "@dostyk/slice";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "directory",
  search: [
    {
      kind: "PLACE",
      weight: 1.15,
      named: true,
      project: (tx, ids) =>
        projectRecords(tx, "PLACE", ids, {
          read: (among) =>
            tx.place.findMany({ where: { id: { in: among } }, select: { id: true, countryCode: true, latitude: true, longitude: true } }),
          lay: ({ countryCode, latitude, longitude }, { facets }) => ({
            facets: { ...facets, country: [countryCode] },
            point: latitude === null || longitude === null ? null : { lat: latitude, lng: longitude },
          }),
        }),
      dependents: () => Promise.resolve([]),
    },
    {
      kind: "ORGANIZATION",
      weight: 1.1,
      named: true,
      project: (tx, ids) =>
        projectRecords(tx, "ORGANIZATION", ids, {
          read: (among) =>
            tx.organization.findMany({
              where: { id: { in: among } },
              select: { id: true, countryCode: true, acronym: true, summaries: true, seatId: true },
            }),
          related: ({ seatId }) => [seatId],
          lay: ({ countryCode, acronym, summaries, seatId }, { aliases, facets }, namesOf) => ({
            aliases: acronym === null ? aliases : [...aliases, acronym],
            summaries: textsIn(summaries),
            places: namesOf([seatId]),
            facets: { ...facets, country: countryCode === null ? [] : [countryCode] },
          }),
        }),
      dependents: async (tx, ids) =>
        (await tx.organization.findMany({ where: { seatId: { in: [...ids] } }, select: { id: true } })).map(({ id }) => id),
    },
    {
      kind: "PERSON",
      weight: 1.1,
      named: true,
      project: (tx, ids) =>
        projectRecords(tx, "PERSON", ids, {
          read: (among) => tx.person.findMany({ where: { id: { in: among } }, select: { id: true } }),
          lay: () => ({}),
        }),
      dependents: () => Promise.resolve([]),
    },
  ],
};
