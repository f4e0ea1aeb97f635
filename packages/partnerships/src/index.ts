export { type Proposal, proposePartnership } from "./commands/propose-partnership.ts";
export { type PartnershipInput, recordPartnerships } from "./commands/record-partnerships.ts";
export {
  amendPartnership,
  confirmPartnership,
  declinePartnership,
  endPartnership,
  markPartnershipDormant,
  resumePartnership,
  type Saying,
  type Spoken,
  suspendPartnership,
} from "./commands/speak.ts";
export { type Evaluation, evaluatePartnership } from "./evaluation/evaluate-partnership.ts";
export type { PartySpoke } from "./events.ts";
export { confirmationStates, partnershipKinds } from "./partnership.ts";
export type { PartnershipActing } from "./store.ts";
