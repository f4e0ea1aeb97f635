export { partnershipConnection, partnershipList, PartnershipRef } from "./partnership.ts";
