import { connect } from "@dostyk/db";
import { testDatabase } from "@dostyk/db/testing";
import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import { perform } from "./perform.ts";
import { eraseAuditDetails } from "./erase.ts";
import { verifyExport } from "./export.ts";
import { exportAuditLog, verifyAuditLog } from "./read-log.ts";
import { sealAuditLog } from "./seal.ts";
import { actingAs, aPerson, asSuperuser } from "./testing.ts";

const db = await testDatabase();
const now = () => new Date("2026-01-01T00:01:00Z");
const wish = { command: "identity.found-body", subject: { type: "ActingBody", id: "b1" }, detail: { name: "Example City" } };

async function givenLines(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) await perform(db, actingAs(aPerson("ada")), wish, async () => made);
}
const sealedLines = () =>
  db.prisma.auditLine.findMany({ where: { position: { not: null } }, orderBy: { position: "asc" }, select: { id: true, position: true } });

/** The sentence the verifier says after a superuser has done this. */
async function verifierAfter(statements: string): Promise<string> {
  await asSuperuser(db, statements);
  const verdict = await verifyAuditLog(db);
  return verdict.whole ? "whole" : `${verdict.fault.position}: ${verdict.fault.sentence}`;
}

beforeEach(async () => {
  await asSuperuser(db, "TRUNCATE audit_line, audit_detail");
});

describe("sealAuditLog()", () => {
  it("seals what 50 wishes at once have left, without a gap", async () => {
    await Promise.all(Array.from({ length: 50 }, () => perform(db, actingAs(aPerson("ada")), wish, async () => null)));
    expect(await sealAuditLog(db, now)).toBe(50);
    expect((await sealedLines()).map(({ position }) => Number(position))).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
    expect(await verifyAuditLog(db)).toMatchObject({ whole: true, lines: 50, erased: 0, head: { position: 50 } });
  });

  it("seals a line once, and goes on where it stood", async () => {
    await givenLines(3);
    expect(await sealAuditLog(db, now)).toBe(3);
    expect(await sealAuditLog(db, now)).toBe(0);
    await givenLines(2);
    expect(await sealAuditLog(db, now)).toBe(2);
    expect(await verifyAuditLog(db)).toMatchObject({ whole: true, lines: 5 });
  });

  it("seals a line with a lower id that committed after a higher one was sealed", async () => {
    const early = actingAs(aPerson("ada"));
    const lowId = early.newId();
    await givenLines(1);
    await sealAuditLog(db, now);
    await perform(db, { ...early, newId: () => lowId }, wish, async () => null);
    await sealAuditLog(db, now);
    const [first, second] = await sealedLines();
    expect(second?.id).toBe(lowId);
    expect(first !== undefined && first.id > lowId).toBe(true);
    expect(await verifyAuditLog(db)).toMatchObject({ whole: true, lines: 2 });
  });

  it("shares the work among several sealers and batches without sealing a line twice", async () => {
    await givenLines(30);
    const sealed = await Promise.all([4, 7, 100].map((batch) => sealAuditLog(db, now, { batch })));
    expect(sealed.reduce((sum, each) => sum + each)).toBe(30);
    expect(await verifyAuditLog(db)).toMatchObject({ whole: true, lines: 30 });
  });

  it("does not depend on the time zone of the database", async () => {
    await givenLines(1);
    await db.pool.query(`DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET timezone = ''Asia/Almaty''', current_database()); END $$`);
    const other = connect(db.url);
    await sealAuditLog(other, now);
    expect(await verifyAuditLog(other)).toMatchObject({ whole: true, lines: 1 });
    await other.close();
    expect(await verifyAuditLog(db)).toMatchObject({ whole: true, lines: 1 });
  });
});

describe("the tables of the log", () => {
  beforeEach(async () => {
    await givenLines(2);
    await sealAuditLog(db, now);
    await givenLines(1);
  });

  it.each([
    "UPDATE audit_line SET command = 'x'",
    "UPDATE audit_line SET hash = 'x' WHERE position = 2",
    "UPDATE audit_line SET position = NULL, previous = NULL, hash = NULL, sealed_at = NULL WHERE position = 2",
    "UPDATE audit_line SET position = 3 WHERE position IS NULL",
    "UPDATE audit_line SET position = 3, previous = 'p', hash = 'h', sealed_at = now(), command = 'x' WHERE position IS NULL",
    "DELETE FROM audit_line WHERE position IS NULL",
    "TRUNCATE audit_line CASCADE",
    "UPDATE audit_detail SET detail = '{}'",
    "TRUNCATE audit_detail",
  ])("refuse: %s", async (statement) => {
    await expect(db.pool.query(statement)).rejects.toMatchObject({ code: "23001" });
  });

  it("let a line be sealed, and a detail be erased", async () => {
    expect(await sealAuditLog(db, now)).toBe(1);
    expect(await db.prisma.auditDetail.deleteMany()).toEqual({ count: 3 });
  });
});

describe("verifyAuditLog()", () => {
  beforeEach(async () => {
    await givenLines(5);
    await sealAuditLog(db, now);
  });

  it("takes an empty log for whole", async () => {
    expect(await verifierAfter("TRUNCATE audit_line, audit_detail")).toBe("whole");
    expect(await verifyAuditLog(db)).toEqual({ whole: true, lines: 0, erased: 0, head: null });
  });

  it.each([
    ["a changed line", "UPDATE audit_line SET viewer_id = 'eve' WHERE position = 3", /^3: Line \w{26} at position 3 was changed/],
    ["a changed time", "UPDATE audit_line SET at = at + interval '1 ms' WHERE position = 3", /^3: .* was changed/],
    ["a changed hash", "UPDATE audit_line SET hash = repeat('0', 64) WHERE position = 3", /^3: .* was changed/],
    ["a seal that lost its time", "UPDATE audit_line SET sealed_at = NULL WHERE position = 3", /^3: .* was changed/],
    ["a removed line", "DELETE FROM audit_line WHERE position = 3", /^3: Position 3 is missing/],
    ["a line that is unsealed again", "UPDATE audit_line SET position = NULL WHERE position = 3", /^3: Position 3 is missing/],
    [
      "two lines that were swapped",
      "UPDATE audit_line SET position = -1 WHERE position = 3; UPDATE audit_line SET position = 3 WHERE position = 4; UPDATE audit_line SET position = 4 WHERE position = -1",
      /^3: .* was changed/,
    ],
    ["a changed detail", `UPDATE audit_detail SET detail = '{"name": "Elsewhere"}'`, /^1: The detail of line \w{26} at position 1/],
    [
      "a detail with another salt",
      "UPDATE audit_detail SET salt = repeat('0', 32) WHERE line_id = (SELECT id FROM audit_line WHERE position = 4)",
      /^4: The detail/,
    ],
  ])("names %s", async (_name, statements, sentence) => {
    expect(await verifierAfter(statements)).toMatch(sentence);
  });

  it("finds nothing wrong after what was said of a person was erased, by them or about them", async () => {
    const about = { ...wish, subject: { type: "Account", id: "ben" } };
    await perform(db, actingAs(aPerson("ben")), wish, async () => null);
    await perform(db, actingAs(aPerson("ada")), about, async () => null);
    await sealAuditLog(db, now);
    expect(await eraseAuditDetails(db.prisma, "ben")).toBe(2);
    expect(await eraseAuditDetails(db.prisma, "ben")).toBe(0);
    expect(await verifyAuditLog(db)).toMatchObject({ whole: true, lines: 7, erased: 2 });
  });

  it("needs a checkpoint to miss the last lines, and finds with one that the log was written anew", async () => {
    const before = await verifyAuditLog(db);
    const head = before.whole ? before.head : null;
    if (head === null) throw new Error("the log has lines");
    expect(await verifyAuditLog(db, head)).toMatchObject({ whole: true });
    expect(await verifierAfter("DELETE FROM audit_line WHERE position = 5")).toBe("whole");
    expect(await verifyAuditLog(db, head)).toMatchObject({
      whole: false,
      fault: { position: 5, sentence: /^The log ends after position 4/ },
    });
    await givenLines(1);
    await sealAuditLog(db, now);
    expect(await verifyAuditLog(db, head)).toMatchObject({ whole: false, fault: { position: 5, sentence: /written anew/ } });
  });
});

describe("exportAuditLog()", () => {
  it("writes what the verifier finds whole without the database, over several pages", async () => {
    await db.prisma.auditLine.createMany({
      data: Array.from({ length: 1_200 }, (_, index) => ({
        id: `LINE${index}`,
        at: now(),
        viewerKind: "anonymous",
        command: "identity.sign-in",
        decision: "ALLOWED" as const,
        detailDigest: "",
      })),
    });
    await givenLines(1);
    await sealAuditLog(db, now);
    const verdict = await verifyExport(inBytes(exportAuditLog(db)));
    expect(verdict).toMatchObject({ whole: true, lines: 1_201, erased: 1_200 });
    expect(verdict).toEqual(await verifyAuditLog(db));
  });

  it("fits the digest of whatever JSON a detail holds", async () => {
    const text = fc.string({ unit: "binary" });
    const detail = fc.dictionary(text, fc.oneof(text, fc.jsonValue(), fc.dictionary(text, fc.double())));
    await fc.assert(
      fc.asyncProperty(detail, async (given) => {
        await perform(db, actingAs(), { command: "identity.sign-in", detail: given }, async () => null);
      }),
      { numRuns: 30 },
    );
    await sealAuditLog(db, now);
    expect(await verifyExport(inBytes(exportAuditLog(db)))).toMatchObject({ whole: true, erased: 0 });
  });
});

async function* inBytes(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const part of text) yield Buffer.from(part);
}
