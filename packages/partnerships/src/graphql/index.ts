import "./refusals.ts";
import "./mutations.ts";
import "../matchmaking/graphql/index.ts";
import "./evaluation.ts";

export { partnershipConnection, partnershipList, PartnershipRef } from "./partnership.ts";
