/** Every address of the account routes that is answered, below `/auth`; whatever is not named here does not exist. */
export const authPaths: ReadonlySet<string> = new Set([
  "POST /sign-in/email",
  "POST /sign-in/social",
  "GET /callback/:provider",
  "POST /sign-out",
  "POST /join",
  "POST /reauthenticate",
  "POST /request-password-reset",
  "POST /reset-password",
  "POST /change-password",
  "POST /send-verification-email",
  "GET /verify-email",
  "POST /two-factor/enable",
  "POST /two-factor/disable",
  "POST /two-factor/verify-totp",
  "POST /two-factor/verify-backup-code",
  "POST /two-factor/generate-backup-codes",
  "POST /link-social",
]);

/** Whether a request is answered. Addresses are compared as they are written: no encoding, no slash too many. */
export function isAnswered(method: string, path: string): boolean {
  return authPaths.has(`${method} ${path.replace(/^\/callback\/[a-z0-9-]+$/u, "/callback/:provider")}`);
}
