import "./refusals.ts";
import "./mutations.ts";

export { partnershipConnection, partnershipList, PartnershipRef } from "./partnership.ts";
