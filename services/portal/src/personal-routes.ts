/** Every page on which a person does something, by its path after the language. */
import { accountPage } from "./pages/account/page.tsx";
import { backupCodesPage, renewBackupCodes } from "./pages/account/backup-codes.tsx";
import { linkProvider } from "./pages/account/link.tsx";
import { correctDetails, detailsPage } from "./pages/account/details.tsx";
import { erase, erasePage, exportData, ownDataPage } from "./pages/account/own-data.tsx";
import { endSignIns, signInsPage } from "./pages/account/sign-ins.tsx";
import { invite, invitePage, revokeInvitation } from "./pages/bodies/invitations.tsx";
import { issueKey, issueKeyPage } from "./pages/bodies/issue-key.tsx";
import { revokeKey, revokeKeyPage } from "./pages/bodies/keys.tsx";
import { leave, leavePage } from "./pages/bodies/leave.tsx";
import { bodiesPage } from "./pages/bodies/list.tsx";
import { removeMember, removeMemberPage } from "./pages/bodies/members.tsx";
import { bodyPage } from "./pages/bodies/record.tsx";
import { register, registerPage, rename, renamePage } from "./pages/bodies/register.tsx";
import { accountsPage } from "./pages/operator/accounts.tsx";
import { activityPage, auditPage } from "./pages/operator/audit.tsx";
import { discardJob, discardPage, jobsPage, retryJob } from "./pages/operator/jobs.tsx";
import { operatorPage } from "./pages/operator/page.tsx";
import { changePassword, passwordPage } from "./pages/account/password.tsx";
import { secondFactorPage, secondFactorStep } from "./pages/account/second-factor.tsx";
import { askForPassword, forgotPasswordPage } from "./pages/forgot-password/page.tsx";
import { join, joinPage } from "./pages/join/page.tsx";
import { setPassword, setPasswordPage } from "./pages/set-password/page.tsx";
import { signInFailedPage } from "./pages/sign-in-failed/page.tsx";
import { signIn, signInPage, signInWithProvider } from "./pages/sign-in/page.tsx";
import { signOut, signOutPage } from "./pages/sign-out/page.tsx";
import { giveCode, twoFactorPage } from "./pages/two-factor/page.tsx";
import type { VisitHandler } from "./visit.ts";

interface PersonalRoute {
  /** As Hono reads it: `:token` is a part that the page is given by that name. */
  readonly path: string;
  readonly show?: VisitHandler;
  readonly submit?: VisitHandler;
}

export const personalRoutes: readonly PersonalRoute[] = [
  { path: "/sign-in", show: signInPage, submit: signIn },
  { path: "/sign-in/:provider", submit: signInWithProvider },
  { path: "/sign-in-failed", show: signInFailedPage },
  { path: "/sign-out", show: signOutPage, submit: signOut },
  { path: "/two-factor", show: twoFactorPage, submit: giveCode },
  { path: "/forgot-password", show: forgotPasswordPage, submit: askForPassword },
  { path: "/set-password/:token", show: setPasswordPage, submit: setPassword },
  { path: "/join/:token", show: joinPage, submit: join },
  { path: "/account", show: accountPage },
  { path: "/account/details", show: detailsPage, submit: correctDetails },
  { path: "/account/sign-ins", show: signInsPage, submit: endSignIns },
  { path: "/account/activity", show: activityPage },
  { path: "/account/data", show: ownDataPage, submit: exportData },
  { path: "/account/erase", show: erasePage, submit: erase },
  { path: "/account/password", show: passwordPage, submit: changePassword },
  { path: "/account/second-factor", show: secondFactorPage, submit: secondFactorStep },
  { path: "/account/backup-codes", show: backupCodesPage, submit: renewBackupCodes },
  { path: "/account/link/:provider", submit: linkProvider },
  { path: "/bodies", show: bodiesPage },
  { path: "/bodies/register", show: registerPage, submit: register },
  { path: "/bodies/:body", show: bodyPage },
  { path: "/bodies/:body/rename", show: renamePage, submit: rename },
  { path: "/bodies/:body/leave", show: leavePage, submit: leave },
  { path: "/bodies/:body/invite", show: invitePage, submit: invite },
  { path: "/bodies/:body/invitations/:invitation/revoke", submit: revokeInvitation },
  { path: "/bodies/:body/members/:member/remove", show: removeMemberPage, submit: removeMember },
  { path: "/bodies/:body/keys/issue", show: issueKeyPage, submit: issueKey },
  { path: "/bodies/:body/keys/:key/revoke", show: revokeKeyPage, submit: revokeKey },
  { path: "/operator", show: operatorPage },
  { path: "/operator/accounts", show: accountsPage },
  { path: "/operator/audit", show: auditPage },
  { path: "/operator/jobs", show: jobsPage },
  { path: "/operator/jobs/:letter/retry", submit: retryJob },
  { path: "/operator/jobs/:letter/discard", show: discardPage, submit: discardJob },
];
