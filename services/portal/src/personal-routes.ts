/** Every page on which a person does something, by its path after the language. */
import { accountPage } from "./pages/account/page.tsx";
import { backupCodesPage, renewBackupCodes } from "./pages/account/backup-codes.tsx";
import { linkProvider } from "./pages/account/link.tsx";
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
  { path: "/account/password", show: passwordPage, submit: changePassword },
  { path: "/account/second-factor", show: secondFactorPage, submit: secondFactorStep },
  { path: "/account/backup-codes", show: backupCodesPage, submit: renewBackupCodes },
  { path: "/account/link/:provider", submit: linkProvider },
];
