import { describe, expect, it } from "vitest";
import { privateShapesIn } from "./private-shapes.ts";

describe("privateShapesIn()", () => {
  it.each([
    ["by aigerim@example.org", "e-mail: aigerim@example.org"],
    ["/people/aigerim%40example.org", "e-mail: aigerim%40example.org"],
    ["call +7 (701) 000-00-00", "telephone: +7 (701) 000-00-00"],
    ["with dk_0123456789ab", "token: dk_0123456789ab"],
    ["Bearer abcdefgh1234", "token: Bearer abcdefgh1234"],
    ["/verify?token=abc", "token: ?token=abc"],
    ["postgres://dostyk:hidden@db.example:5432", "password: ://dostyk:hidden@"],
  ])("finds in %j %j", (text, found) => {
    expect(privateShapesIn(text)).toContain(found);
  });

  it("finds nothing in an ordinary line", () => {
    const line = { level: 30, time: 1763766000000, requestId: "01HZXW5V3N8Q2R7T9KCD4FGHJM", path: "/en/places/almaty", durationMs: 12.5 };
    expect(privateShapesIn(JSON.stringify(line))).toEqual([]);
  });
});
