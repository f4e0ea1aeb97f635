import { betterAuth } from "better-auth";
import { APIError } from "better-auth/api";
import { prismaAdapter } from "better-auth/adapters/prisma";
import { twoFactor } from "better-auth/plugins/two-factor";
import { joining } from "./joining.ts";
import { oidc } from "./oidc.ts";
import { hashPassword, passwordFits, passwordLength } from "./passwords.ts";
import { type AuthParts, readerOf } from "./parts.ts";
import { watching } from "./watching.ts";

const HOUR_S = 3600;

/**
 * The library with the node's decisions. A login session lives in the database alone, without a copy in a cookie, so
 * that ending it holds from the next request on; it ends after twelve hours in which nobody used it.
 */
export function makeAuth(parts: AuthParts) {
  const { database, origin, secret, providers, post } = parts;
  return betterAuth({
    appName: "Dostyk",
    baseURL: origin,
    basePath: "/auth",
    trustedOrigins: [origin],
    secret,
    database: prismaAdapter(database.prisma, { provider: "postgresql", transaction: true }),
    user: {
      modelName: "userAccount",
      additionalFields: { locale: { type: "string", required: false, defaultValue: "en", input: false } },
    },
    account: {
      modelName: "credential",
      encryptOAuthTokens: true,
      // Whoever has an account signs in to it first and links the provider then: an address alone proves nothing.
      accountLinking: { enabled: true, disableImplicitLinking: true },
    },
    session: {
      modelName: "loginSession",
      expiresIn: 12 * HOUR_S,
      updateAge: 600,
      cookieCache: { enabled: false },
      additionalFields: { reauthenticatedAt: { type: "date", required: false, input: false, defaultValue: () => parts.clock() } },
    },
    verification: { modelName: "verification" },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.min,
      maxPasswordLength: passwordLength.max,
      password: { hash: hashPassword, verify: passwordFits },
      requireEmailVerification: parts.mailer.kind === "smtp",
      revokeSessionsOnPasswordReset: true,
      resetPasswordTokenExpiresIn: HOUR_S,
      onPasswordReset: ({ user }) => parts.attempts.succeeded(user.email),
      sendResetPassword: async ({ user, token }) => {
        const reader = readerOf(user);
        post({ kind: "set-password", link: `${origin}/${reader.locale}/set-password/${token}` }, reader);
      },
    },
    emailVerification: {
      sendOnSignIn: true,
      autoSignInAfterVerification: false,
      expiresIn: HOUR_S,
      sendVerificationEmail: async ({ user, token }) => {
        const reader = readerOf(user);
        const page = encodeURIComponent(`/${reader.locale}/sign-in?verified=1`);
        post({ kind: "verify-address", link: `${origin}/auth/verify-email?token=${token}&callbackURL=${page}` }, reader);
      },
    },
    // Its own counters know one account or one address, not both; watching() counts.
    rateLimit: { enabled: false },
    plugins: [
      twoFactor({ issuer: new URL(origin).host, twoFactorTable: "secondFactor", backupCodeOptions: { amount: 10 } }),
      oidc(providers),
      joining(parts),
    ],
    hooks: watching(parts),
    advanced: {
      cookiePrefix: "dostyk",
      // Said, because the library leaves these checks out where it takes the process for a test.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: origin.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: ["x-dostyk-client-ip"] },
      database: { generateId: () => parts.newId() },
    },
    telemetry: { enabled: false },
    // What was refused is told by the answers' codes and the audit log; the library's own words repeat what people typed.
    logger: {
      level: "error",
      log: (_level, message) => {
        if (message.startsWith("Discovery fetch failed")) parts.onFault(new Error(message), "a provider does not answer");
      },
    },
    onAPIError: {
      errorURL: `${origin}/sign-in-failed`,
      // Refusals are answers; only what nobody foresaw is a fault.
      onError: (error) => {
        if (!(error instanceof APIError) || error.statusCode >= 500) parts.onFault(error, "an account route failed");
      },
    },
  });
}
