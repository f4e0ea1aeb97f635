import { describe, expect, it } from "vitest";
import { hashOf, looksLikeKey, looksLikeToken, newKey, newToken } from "./secrets.ts";

describe("a secret", () => {
  it("is shown once and kept as its SHA-256", () => {
    const token = newToken();
    expect(Buffer.from(token.shown, "base64url")).toHaveLength(32);
    expect(token.hash).toBe(hashOf(token.shown));
    expect(token.hash).not.toContain(token.shown);
    expect(looksLikeToken(token.shown)).toBe(true);
    expect(newToken().shown).not.toBe(token.shown);
  });

  it("of a machine begins with characters that tell keys apart and hold none of its 256 bits", () => {
    const key = newKey();
    expect(key.shown).toMatch(/^dk_[\w-]{51}$/u);
    expect(key.shown.startsWith(key.prefix)).toBe(true);
    expect(key.prefix).toHaveLength(11);
    expect(Buffer.from(key.shown.slice(11), "base64url")).toHaveLength(32);
    expect(looksLikeKey(key.shown)).toBe(true);
  });

  it.each(["", "dk_", "dk_short", `${"a".repeat(43)}\n`, "a".repeat(10_000), `dk_${"é".repeat(51)}`])(
    "is not worth a look at the database: %j",
    (text) => {
      expect(looksLikeToken(text) || looksLikeKey(text)).toBe(false);
    },
  );
});
