import { locales } from "./locales/locale.ts";

// Raised whenever somebody has read SECURITY.md and found that it still holds.
const REVIEWED = "2026-11-21";
const HOLDS_DAYS = 364;

/** When security.txt stops being believed: less than a year after it was last reviewed (RFC 9116 §2.5.5). */
export const securityTextExpires = new Date(Date.parse(REVIEWED) + HOLDS_DAYS * 86_400_000);

/** The text of /.well-known/security.txt (RFC 9116); `contact` is a URI. */
export function securityText(contact: string, origin: string): string {
  return [
    `Contact: ${contact}`,
    `Expires: ${securityTextExpires.toISOString()}`,
    `Preferred-Languages: ${locales.join(", ")}`,
    `Canonical: ${origin}/.well-known/security.txt`,
    "",
  ].join("\n");
}
