import { declareRefusals, type Refused } from "@dostyk/graphql";
import {
  KnownOnlyFromDocuments,
  NobodySpeaksForItYet,
  NothingAgreedYet,
  NotOpenNow,
  OnePersonSpeaksForOneSide,
  OnlyItsHomeNodeWrites,
  OnlyItsPeopleSpeakForIt,
  SomebodyElseChangedIt,
  SomebodyElseEvaluated,
} from "../refusals.ts";
import { PartnershipRef } from "./partnership.ts";
import { StatementRef } from "./process.ts";

function stale({ refusal }: Refused): SomebodyElseChangedIt {
  if (refusal instanceof SomebodyElseChangedIt) return refusal;
  throw new Error(`${refusal.name} is not about versions.`);
}

declareRefusals({
  OnlyItsPeopleSpeakForIt: [OnlyItsPeopleSpeakForIt, "The viewer is no officer of the party's city or association."],
  NobodySpeaksForItYet: [NobodySpeaksForItYet, "No body is linked to the party's record."],
  OnePersonSpeaksForOneSide: [OnePersonSpeaksForOneSide, "The viewer has spoken for another party of the partnership."],
  OnlyItsHomeNodeWrites: [OnlyItsHomeNodeWrites, "The record is another node's."],
  KnownOnlyFromDocuments: [KnownOnlyFromDocuments, "Nobody has been asked about the partnership: it is told by documents."],
  NotOpenNow: [NotOpenNow, "The act makes no sense where the partnership stands."],
  NothingAgreedYet: [NothingAgreedYet, "The parties have not agreed, so there is nothing to evaluate."],
  SomebodyElseEvaluated: [SomebodyElseEvaluated, "Somebody scored for the same party meanwhile."],
  SomebodyElseChangedIt: [
    SomebodyElseChangedIt,
    "Something was said meanwhile that the viewer has to see first. Nothing was overwritten.",
    (t) => ({
      yourVersion: t.int({ description: "The version that was shown.", resolve: (refused) => stale(refused).yours }),
      presentVersion: t.int({ description: "The version there is.", resolve: (refused) => stale(refused).present }),
      changes: t.prismaField({
        type: [StatementRef],
        description: "What was said in between, oldest first.",
        resolve: (query, refused, _args, { prisma }) => {
          const { partnershipId, yours } = stale(refused);
          return prisma.partnershipStatement.findMany({
            ...query,
            where: { partnershipId, sequence: { gt: yours } },
            orderBy: { sequence: "asc" },
          });
        },
      }),
      partnership: t.prismaField({
        type: PartnershipRef,
        description: "The partnership as it is.",
        resolve: (query, refused, _args, { prisma }) =>
          prisma.partnership.findUniqueOrThrow({ ...query, where: { id: stale(refused).partnershipId } }),
      }),
    }),
  ],
});
