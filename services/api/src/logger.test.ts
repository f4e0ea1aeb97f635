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
    "leaves %s out by its name, however deep",
    (name) => {
      const text = written((logger) => logger.info({ [name]: "hidden", a: { [name]: "hidden", b: { c: { [name]: "hidden" } } } }, "said"));
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

  it("cleans the message that an error lends to its line", () => {
    const text = written((logger) => logger.error(new Error("no mailbox aigerim@example.org")));
    expect(JSON.parse(text)).toMatchObject({ msg: "no mailbox [left out]", err: { message: "no mailbox [left out]" } });
    expect(text).not.toContain("aigerim");
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
    ["почта: әйгерім@пошта.қаз", "почта: [left out]"],
    ["/en/people/aigerim%40example.org", "/en/people/[left out]"],
    ["call +7 701 000 00 00 today", "call [left out] today"],
    ["call 8 (7182) 00-00-00 today", "call [left out] today"],
    ["Authorization: Bearer dGhpcyBpcyBub3Q=", "Authorization: Bearer [left out]"],
    ["dk_0123456789abcdef", "[left out]"],
    ["/en/join/Tb5-OZhtMLbCSfd_WUJRIZ-IOUqykAWBgIK4Cu93vUx", "/en/join/[left out]"],
    ["/kk/set-password/aB3dE5fG7hJ9kL1mN3pQ5rS7", "/kk/set-password/[left out]"],
    ["/verify?token=abc&next=/en/", "/verify?token=[left out]&next=/en/"],
    ["/reset/9f86d081884c7d659a2feaa0c55ad015", "/reset/[left out]"],
    ["smtps://node:very-hidden@mail.example", "smtps://node:[left out]"],
  ])("%s becomes %s", (text, cleaned) => {
    expect(withoutPrivate(text)).toContain(cleaned);
    expect(withoutPrivate(text)).not.toMatch(/aigerim|әйгерім|000|00-00|dGhp|0123|=abc|9f86|very-hidden/u);
  });

  it.each([
    "/en/practices/drug-prevention-centre-in-pavlodar-2001",
    "/id/place/01HZXW5V3N8Q2R7T9KCD4FGHJM",
    "2026-11-21T22:59:44.000Z",
    "connect ECONNREFUSED 127.0.0.1:5432",
    "8192 of 12000000000 bytes free",
    "/assets/portal.0f3b21.css",
    "at run (/opt/dostyk/node_modules/.pnpm/vitest@5.1.1_@types+node@24.19.2/node_modules/vitest/run.js:1:2)",
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
