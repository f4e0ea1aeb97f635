import { canonicalJson } from "@dostyk/kernel";
import { createHash, randomBytes } from "node:crypto";

/** SHA-256 of the text in UTF-8, as 64 hexadecimal digits. */
export function sha256(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex");
}

/** 128 random bits as 32 hexadecimal digits. A secret, not a choice that a test could want to repeat. */
export function newSalt(): string {
  return randomBytes(16).toString("hex");
}

/**
 * SHA-256 over the salt and the canonical JSON of the value. Without the salt nobody can guess at what was digested,
 * however few values are possible; a salt has one length, so no other pair has the same bytes.
 */
export function saltedDigest(salt: string, value: unknown): string {
  return sha256(`${salt}${canonicalJson(value)}`);
}
