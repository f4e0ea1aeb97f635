export { auditRead, perform } from "./audit/perform.ts";
export type { Checkpoint } from "./audit/chain.ts";
export { eraseAuditDetails } from "./audit/erase.ts";
export { verifyExport } from "./audit/export.ts";
export { exportAuditLog, verifyAuditLog } from "./audit/read-log.ts";
export { sealAuditLog, type SealingOptions } from "./audit/seal.ts";
export { sealingJob, sealingTimer } from "./audit/sealing-job.ts";
export type { Verdict } from "./audit/verify.ts";
export type { Acting, Wish } from "./audit/wish.ts";
export type { AuthOptions } from "./auth/parts.ts";
export {
  acceptInvitation,
  describeInvitation,
  type InvitationDescription,
  joinBody,
  type OpenInvitation,
  openInvitation,
} from "./commands/accept-invitation.ts";
export { type Correction, correctAccount } from "./commands/correct-account.ts";
export { endAllLoginSessions, endLoginSession } from "./commands/end-login-session.ts";
export { eraseAccount } from "./commands/erase-account.ts";
export { exportAccount } from "./commands/export-account.ts";
export { firstOperatorInvitation } from "./commands/first-operator-invitation.ts";
export { type FreshInvitation, type InvitationInput, inviteMember } from "./commands/invite-member.ts";
export { type FreshKey, issueKey, type KeyInput } from "./commands/issue-key.ts";
export { type BodyInput, registerBody, renameBody } from "./commands/register-body.ts";
export { leaveBody, removeMember } from "./commands/remove-member.ts";
export { revokeInvitation } from "./commands/revoke-invitation.ts";
export { revokeKey } from "./commands/revoke-key.ts";
export { createIdentity, type Identified, type Identity, type InvitationLetter, type NotIdentified, type Spent } from "./identity.ts";
export { keyOf, type KeyRefused, type KnownKey } from "./key-of.ts";
export type { Mailer } from "./mail/mail.ts";
export { letterPage } from "./mail/letter-page.ts";
export { folderMailer, smtpMailer } from "./mail/mailers.ts";
export { checked } from "./input.ts";
export { insist, personOf } from "./insist.ts";
export { bodiesVisibleTo, maySeeBody, mustBeRecent, mustBeSomebody } from "./policy.ts";
export {
  InvitationIsForAnotherAddress,
  InvitationNotOpen,
  NameTaken,
  NobodyGrantsAboveTheirOwn,
  OnlyItsOwnPeopleIssueKeys,
  OnlyPeopleCanDoThis,
  OnlyThoseAboveCanRegister,
  ProveWhoYouAreAgain,
  RoleBelongsElsewhere,
  ScopeBelongsElsewhere,
  SignInFirst,
  TheLastOperatorStays,
  TooManyOpenInvitations,
} from "./refusals.ts";
export { type BodyKind, bodyKinds, heldIn, wantsSecondFactor } from "./role.ts";
export { tidyingJob, tidyingTimer } from "./tidying-job.ts";
