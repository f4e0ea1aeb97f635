import type { Transaction } from "@dostyk/db";
import { testDatabase } from "@dostyk/db/testing";
import { anonymous, Refusal, system } from "@dostyk/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { saltedDigest } from "./digest.ts";
import { auditRead, perform } from "./perform.ts";
import { actingAs, aPerson, asSuperuser } from "./testing.ts";
import type { Wish } from "./wish.ts";

const db = await testDatabase();

const person = aPerson("ada");
const wish: Wish = { command: "identity.found-body", subject: { type: "ActingBody", id: "b1" }, detail: { name: "Example City" } };

class OnlyForTests extends Refusal {}

const found = (name: string) => (tx: Transaction) => tx.actingBody.create({ data: { id: name, kind: "DONOR", name } });
const lines = () => db.prisma.auditLine.findMany({ include: { detail: true }, orderBy: { id: "asc" } });
const bodies = () => db.prisma.actingBody.count();

beforeEach(async () => {
  await asSuperuser(db, "TRUNCATE audit_line, audit_detail, acting_body CASCADE");
});

describe("perform()", () => {
  it("answers as the work does and leaves a line that says who wished what", async () => {
    const body = await perform(db, actingAs(person), wish, found("x"));
    expect(body.name).toBe("x");
    const [line, ...more] = await lines();
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      viewerKind: "person",
      viewerId: "ada",
      command: "identity.found-body",
      subjectType: "ActingBody",
      subjectId: "b1",
      decision: "ALLOWED",
      refusal: null,
      traceId: "t1",
      position: null,
      detail: { detail: { name: "Example City" } },
    });
    expect(line?.detailDigest).toBe(saltedDigest(line?.detail?.salt ?? "", { name: "Example City" }));
  });

  it("keeps digests of before and after that fit the state and tell nobody else of it", async () => {
    await perform(db, actingAs(person), wish, async (_tx, about) => about({ before: { role: "JUDGE" }, after: { role: "CHAIR" } }));
    const [line] = await lines();
    expect(line?.beforeDigest).toBe(saltedDigest(line?.detail?.salt ?? "", { role: "JUDGE" }));
    expect(line?.afterDigest).toBe(saltedDigest(line?.detail?.salt ?? "", { role: "CHAIR" }));
    expect(line?.afterDigest).not.toBe(saltedDigest("", { role: "CHAIR" }));
  });

  it("leaves a line of its own when it is refused, and nothing of the work", async () => {
    const refused = perform(db, actingAs(anonymous), wish, async (tx, about) => {
      await found("x")(tx);
      about({ subject: { type: "ActingBody", id: "x" } });
      throw new OnlyForTests("Ask ada@example.org.");
    });
    await expect(refused).rejects.toThrow(OnlyForTests);
    expect(await bodies()).toBe(0);
    expect(await lines()).toMatchObject([
      {
        viewerKind: "anonymous",
        viewerId: null,
        decision: "REFUSED",
        refusal: "OnlyForTests",
        subjectId: "x",
        detail: { detail: { name: "Example City", refusal: "Ask ada@example.org." } },
      },
    ]);
  });

  it("leaves no line when the work breaks", async () => {
    const broken = perform(db, actingAs(person), wish, async (tx) => {
      await found("x")(tx);
      throw new Error("a bug");
    });
    await expect(broken).rejects.toThrow("a bug");
    expect(await bodies()).toBe(0);
    expect(await lines()).toEqual([]);
  });

  it("leaves one line when it has to start over, without what an attempt before had told", async () => {
    let attempts = 0;
    await perform(db, actingAs(system("a test")), wish, async (tx, about) => {
      attempts += 1;
      await found("x")(tx);
      if (attempts > 1) return;
      about({ subject: { type: "ActingBody", id: "undone" } });
      throw Object.assign(new Error("again"), { code: "40001" });
    });
    expect(attempts).toBe(2);
    expect(await lines()).toMatchObject([{ subjectId: "b1", viewerKind: "system", viewerId: "a test" }]);
  });

  it("does not make wishes start over that have nothing in common but the log", async () => {
    let attempts = 0;
    const names = Array.from({ length: 50 }, (_, index) => `body ${index}`);
    await Promise.all(
      names.map((name) =>
        perform(db, actingAs(person), wish, async () => {
          attempts += 1;
          return name;
        }),
      ),
    );
    expect(await lines()).toHaveLength(50);
    // Postgres may see a conflict where there is none (a page of an index that was split); a shared head would make nearly all start over.
    expect(attempts).toBeLessThan(60);
  });

  it.each([
    ["a NUL", "a\0b"],
    ["half of a pair", "a\uD800b"],
    ["a megabyte", "x".repeat(1_000_000)],
  ])("writes the line whatever a client sent: %s", async (_name, text) => {
    const hostile = { ...wish, subject: { type: "Account", id: text }, detail: { text } };
    const refused = perform(db, { ...actingAs(anonymous), traceId: text }, hostile, () => Promise.reject(new OnlyForTests("No.")));
    await expect(refused).rejects.toThrow(OnlyForTests);
    const [line] = await lines();
    expect(line?.subjectId?.length).toBeLessThanOrEqual(200);
    expect(line?.detailDigest).toBe(saltedDigest(line?.detail?.salt ?? "", line?.detail?.detail));
  });
});

describe("auditRead()", () => {
  it("answers, and leaves a line", async () => {
    expect(await auditRead(db, actingAs(person), { command: "identity.read-account" }, async () => 7)).toBe(7);
    expect(await lines()).toMatchObject([{ command: "identity.read-account", decision: "ALLOWED" }]);
  });

  it("leaves a line when it is refused, and none when it breaks", async () => {
    const read = (error: Error) =>
      auditRead(db, actingAs(person), { command: "identity.read-account" }, async () => {
        throw error;
      });
    await expect(read(new OnlyForTests("No."))).rejects.toThrow(OnlyForTests);
    await expect(read(new Error("a bug"))).rejects.toThrow("a bug");
    expect(await lines()).toMatchObject([{ decision: "REFUSED", refusal: "OnlyForTests" }]);
  });
});
