import { createHash, randomBytes } from "node:crypto";

// A secret has no source of randomness to hand in: one that could be chosen could be chosen badly.

/** What is shown once, and the SHA-256 of it that is kept. 256 random bits need no slow hash: nobody can guess through them. */
export type Secret = { readonly shown: string; readonly hash: string };

/** The token of an invitation: 256 random bits in base64url, 43 characters. */
export function newToken(): Secret {
  const shown = randomBytes(32).toString("base64url");
  return { shown, hash: hashOf(shown) };
}

/** An API key: `dk_`, 8 characters by which people tell keys apart, and 256 random bits in base64url. */
export function newKey(): Secret & { readonly prefix: string } {
  const prefix = `dk_${randomBytes(6).toString("base64url")}`;
  const shown = `${prefix}${randomBytes(32).toString("base64url")}`;
  return { shown, prefix, hash: hashOf(shown) };
}

const tokenForm = /^[\w-]{43}$/u;
const keyForm = /^dk_[\w-]{51}$/u;

/** Whether the text could be a token of an invitation. Others are not worth a look at the database. */
export function looksLikeToken(text: string): boolean {
  return tokenForm.test(text);
}

/** Whether the text could be an API key. */
export function looksLikeKey(text: string): boolean {
  return keyForm.test(text);
}

/** SHA-256 of a secret, as 64 hexadecimal digits. */
export function hashOf(secret: string): string {
  return createHash("sha256").update(secret, "utf8").digest("hex");
}
