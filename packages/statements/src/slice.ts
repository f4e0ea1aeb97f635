import { projectRecords, textsIn, yearOfDay, years } from "@dostyk/evidence";
import type { SliceManifest } from "@dostyk/slice";

/** What this slice offers the house. */
export const slice: SliceManifest = {
  name: "statements",
  search: [
    {
      kind: "STATEMENT",
      weight: 0.85,
      named: false,
      project: (tx, ids) =>
        projectRecords(tx, "STATEMENT", ids, {
          read: (among) =>
            tx.statement.findMany({
              where: { id: { in: among } },
              select: {
                id: true,
                texts: true,
                speakerId: true,
                organizationId: true,
                subject: { select: { titles: true } },
                activity: { select: { datedOn: true } },
              },
            }),
          related: ({ speakerId, organizationId }) => [speakerId, organizationId],
          lay: ({ texts, speakerId, organizationId, subject, activity }, { tags, facets }, namesOf) => {
            const year = yearOfDay(activity.datedOn);
            return {
              bodies: [textsIn(texts)],
              places: namesOf([speakerId, organizationId]),
              tags: [...tags, ...Object.values(textsIn(subject.titles))],
              facets: { ...facets, year: years(year) },
              year,
            };
          },
        }),
      async dependents(tx, ids) {
        const among = { in: [...ids] };
        const found = await tx.statement.findMany({
          where: { OR: [{ speakerId: among }, { organizationId: among }, { activityId: among }, { subjectCode: among }] },
          select: { id: true },
        });
        return found.map(({ id }) => id);
      },
    },
  ],
};
