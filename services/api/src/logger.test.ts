import { Writable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createLogger } from "./logger.ts";
import { withoutPrivate } from "./private-text.ts";

function written(log: (logger: ReturnType<typeof createLogger>) => void): string {
  let text = "";
  const destination = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  log(createLogger("debug", destination));
  return text;
}

describe("createLogger()", () => {
  it.each(["authorization", "cookie", "set-cookie", "password", "secret", "token", "connectionString", "email", "telephone", "phone"])(
    "leaves %s out by its name, three levels deep",
    (name) => {
      const text = written((logger) => logger.info({ [name]: "hidden", a: { [name]: "hidden", b: { [name]: "hidden" } } }, "said"));
      expect(text).not.toContain('"hidden"');
      expect(text.match(/\[left out\]/gu)).toHaveLength(3);
    },
  );

  it("leaves out of an error, and of what caused it, what the texts give away", () => {
    const cause = new Error("Key (email)=(aigerim@example.org) already exists");
    const error = Object.assign(new Error("connect postgresql://dostyk:very-hidden@db.example/x failed", { cause }), {
      detail: "call +7 (701) 000-00-00",
    });
    const text = written((logger) => logger.error({ err: error, reason: "Bearer abcdefghijklmnop" }, "broken"));
    expect(text).not.toMatch(/aigerim|very-hidden|701|abcdefghijklmnop/u);
    expect(JSON.parse(text)).toMatchObject({ err: { type: "Error", stack: expect.stringContaining("logger.test") } });
  });

  it("survives an error that holds itself", () => {
    const error = new Error("round");
    Object.assign(error, { self: { error } });
    expect(JSON.parse(written((logger) => logger.error({ err: error }, "broken")))).toMatchObject({ msg: "broken" });
  });
});

describe("withoutPrivate()", () => {
  it.each([
    ["aigerim@example.org", "[left out]"],
    ["/en/people/aigerim%40example.org", "/en/people/[left out]"],
    ["call +7 701 000 00 00 today", "call [left out] today"],
    ["call 8 (7182) 00-00-00 today", "call [left out] today"],
    ["Authorization: Bearer dGhpcyBpcyBub3Q=", "Authorization: Bearer [left out]"],
    ["dk_0123456789abcdef", "[left out]"],
    ["/verify?token=abc&next=/en/", "/verify?token=[left out]&next=/en/"],
    ["/reset/9f86d081884c7d659a2feaa0c55ad015", "/reset/[left out]"],
    ["smtps://node:very-hidden@mail.example", "smtps://node:[left out]"],
  ])("%s becomes %s", (text, cleaned) => {
    expect(withoutPrivate(text)).toContain(cleaned);
    expect(withoutPrivate(text)).not.toMatch(/aigerim|000|00-00|dGhp|0123|=abc|9f86|very-hidden/u);
  });

  it.each([
    "/en/practices/drug-prevention-centre-in-pavlodar-2001",
    "/id/place/01HZXW5V3N8Q2R7T9KCD4FGHJM",
    "2026-11-21T22:59:44.000Z",
    "connect ECONNREFUSED 127.0.0.1:5432",
    "8192 of 12000000000 bytes free",
    "/assets/portal.0f3b21.css",
  ])("leaves %s as it is", (text) => {
    expect(withoutPrivate(text)).toBe(text);
  });

  it("changes nothing the second time, and takes time in proportion to the text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        expect(withoutPrivate(withoutPrivate(text))).toBe(withoutPrivate(text));
      }),
    );
    const started = performance.now();
    for (const hostile of ["a", "+7", "a.", "a@", "1", "/", "8 ", "eyJ", "token=", "a:"]) withoutPrivate(hostile.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
