export { type PartnershipInput, recordPartnerships } from "./commands/record-partnerships.ts";
export { confirmationStates, partnershipKinds } from "./partnership.ts";
