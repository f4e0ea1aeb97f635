import { APIError } from "better-auth/api";

/** The codes by which a page words why an account's wish was refused. better-auth's own codes stand beside them. */
export type AuthRefusal =
  | "PASSWORD_TOO_COMMON"
  | "PASSWORD_TOO_SHORT"
  | "PASSWORD_TOO_LONG"
  | "TOO_MANY_ATTEMPTS"
  | "INVITATION_NOT_VALID"
  | "SIGN_IN_FIRST"
  | "NAME_AND_PASSWORD_NEEDED"
  | "EMAIL_NEEDED"
  | "INVALID_PASSWORD";

const sentences: Readonly<Record<AuthRefusal, string>> = {
  PASSWORD_TOO_COMMON:
    "Many people use this password, or it is made of your name. Choose another one, such as four words that do not belong together.",
  PASSWORD_TOO_SHORT: "A password has 12 characters or more.",
  PASSWORD_TOO_LONG: "A password has 128 characters at most.",
  TOO_MANY_ATTEMPTS: "There were too many attempts. Wait, or set a new password by mail.",
  INVITATION_NOT_VALID: "This link was used already, has expired, or was taken back. Ask for a new invitation.",
  SIGN_IN_FIRST: "Sign in with the account that has the invited address, then open the link again.",
  NAME_AND_PASSWORD_NEEDED: "Say your name and choose a password.",
  EMAIL_NEEDED: "Say the e-mail address you will sign in with.",
  INVALID_PASSWORD: "This is not the password.",
};

/** A refusal in the form that better-auth turns into an answer: a status, a code, a sentence. */
export function refused(
  status: "BAD_REQUEST" | "FORBIDDEN" | "UNAUTHORIZED" | "TOO_MANY_REQUESTS",
  code: AuthRefusal,
  headers: Readonly<Record<string, string>> = {},
): APIError {
  return new APIError(status, { code, message: sentences[code] }, headers);
}
