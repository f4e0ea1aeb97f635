import "./refusals.ts";
import "./mutations.ts";
import "../matchmaking/graphql/index.ts";

export { partnershipConnection, partnershipList, PartnershipRef } from "./partnership.ts";
