import { describe, expect, it } from "vitest";
import { createPortal } from "./index.ts";
import { securityTextExpires } from "./security-text.ts";

const origin = "https://dostyk.example";
const portal = (securityContact?: string) =>
  createPortal({ ask: () => Promise.resolve({ data: {} }), origin, clock: () => new Date(0), securityContact });

describe("/.well-known/security.txt", () => {
  it("names the operator's contact, and the place where it stands", async () => {
    const response = await portal("mailto:security@dostyk.example").request("/.well-known/security.txt");
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(await response.text()).toBe(
      [
        "Contact: mailto:security@dostyk.example",
        `Expires: ${securityTextExpires.toISOString()}`,
        "Preferred-Languages: en, ru, kk",
        "Canonical: https://dostyk.example/.well-known/security.txt",
        "",
      ].join("\n"),
    );
  });

  it("is not there where the operator named no contact", async () => {
    expect((await portal().request("/.well-known/security.txt")).status).toBe(404);
  });

  it("holds for another 60 days at least: else read SECURITY.md again and raise the day of the review", () => {
    expect(securityTextExpires.getTime() - Date.now()).toBeGreaterThan(60 * 86_400_000);
  });
});
