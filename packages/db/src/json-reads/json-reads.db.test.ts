import { PrismaPg } from "@prisma/adapter-pg";
import fc from "fast-check";
import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { connect } from "../connect.ts";
import { PrismaClient } from "../generated/client/client.ts";
import { testDatabase } from "../testing.ts";
import { type Read, statements } from "./statement.ts";
import { tablesOf } from "./tables.ts";
import { hostileTexts, writeHostileRows } from "./testing/hostile-rows.ts";
import { randomReads } from "./testing/random-reads.ts";

const db = await testDatabase();
const oracle = new PrismaClient({ adapter: new PrismaPg(db.pool) });
await writeHostileRows(oracle, db.pool);
const tables = tablesOf(oracle);
const statementFor = statements(tables);

type Delegate = Readonly<Record<Read, (args: object) => PromiseLike<unknown>>>;

function delegateOf(client: PrismaClient, model: string): Delegate {
  return (client as unknown as Readonly<Record<string, Delegate>>)[`${model.charAt(0).toLowerCase()}${model.slice(1)}`] as Delegate;
}

/** Expects the answer Prisma gives; says whether there was one without Prisma's help. */
async function expectSame(model: string, read: Read, args: object): Promise<{ readonly understood: boolean; readonly answer: unknown }> {
  const answer = await delegateOf(db.prisma, model)[read](args);
  expect(answer, `${model}.${read}(${inspect(args, { depth: null })})`).toStrictEqual(await delegateOf(oracle, model)[read](args));
  return { understood: statementFor(model, read, args) !== null, answer };
}

describe("a read as one JSON statement", () => {
  it("answers as Prisma does, whatever is asked", async () => {
    let understood = 0;
    let found = 0;
    const property = fc.asyncProperty(fc.gen(), async (g) => {
      const draw = randomReads(tables, g);
      const model = draw.model();
      const many = await expectSame(model, "findMany", draw.page(model));
      const first = await expectSame(model, "findFirst", draw.first(model));
      const count = await expectSame(model, "count", { where: draw.where(model) });
      understood += [many, first, count].filter((one) => one.understood).length;
      found += [(many.answer as unknown[]).length > 0, first.answer !== null, count.answer !== 0].filter(Boolean).length;
    });
    await fc.assert(property, { numRuns: 100, endOnFailure: true });
    // Neither Prisma asked in both ways nor nothing found in either would prove anything.
    expect(understood).toBeGreaterThan(150);
    expect(found).toBeGreaterThan(100);
  });

  it.each([...tables])("reads every column and relation of %s", async (model, { relations }) => {
    // What a function of the database takes at once is less than a record of the registry has relations and columns.
    const include = Object.fromEntries([...relations.keys()].slice(0, 30).map((name) => [name, true]));
    const rows = async (client: PrismaClient) => inOrder(await delegateOf(client, model).findMany({ include }), relations);
    const models = [model, ...[...relations.values()].map((relation) => relation.model)];
    const strange = models.some((name) => [...(tables.get(name)?.columns.values() ?? [])].some(({ type }) => type === "other"));
    expect(statementFor(model, "findMany", { include }) === null).toBe(strange);
    expect(await rows(db.prisma)).toStrictEqual(await rows(oracle));
  });

  it("sends every value as a parameter", async () => {
    const asked = (text: string) => ({
      where: { slug: { contains: text }, titleSort: text, OR: [{ id: { in: [text, "r1"] } }, { uri: text }] },
    });
    const usual = statementFor("Place", "findMany", asked("a"));
    const property = fc.asyncProperty(fc.oneof(fc.constantFrom(...hostileTexts), fc.string({ unit: "grapheme" })), async (text) => {
      fc.pre(!text.includes("\0") && !text.endsWith("\\"));
      expect(statementFor("Place", "findMany", asked(text))?.text).toBe(usual?.text);
      await expectSame("Place", "findMany", asked(text));
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it("reads what the transaction it is in has written", async () => {
    const undone = new Error("undone");
    const seen = db.prisma.$transaction(async (tx) => {
      await tx.theme.create({ data: { code: "within", version: "1", titles: {} } });
      expect(await tx.theme.findMany({ where: { code: "within" }, select: { code: true } })).toEqual([{ code: "within" }]);
      expect(await tx.theme.count({ where: { code: "within" } })).toBe(1);
      throw undone;
    });
    await expect(seen).rejects.toBe(undone);
    expect(await db.prisma.theme.count({ where: { code: "within" } })).toBe(0);
  });
});

describe("what is not understood", () => {
  it.each<[string, Read, object]>([
    ["a cursor", "findMany", { cursor: { id: "r1" }, orderBy: { id: "asc" } }],
    ["the last rows", "findMany", { take: -2, orderBy: { id: "asc" } }],
    ["distinct rows", "findMany", { distinct: ["kind"], orderBy: { kind: "asc" }, select: { kind: true } }],
    ["columns left out", "findMany", { omit: { titles: true }, orderBy: { id: "asc" } }],
    ["texts whatever their case", "findMany", { where: { titleSort: { equals: "A", mode: "insensitive" } }, orderBy: { id: "asc" } }],
    ["JSON", "findMany", { where: { titles: { path: ["en"], equals: "a" } }, orderBy: { id: "asc" } }],
    ["an order by counts", "findMany", { orderBy: [{ names: { _count: "desc" } }, { id: "asc" }] }],
    ["one of none", "findMany", { where: { OR: [] } }],
    ["a comparison within another", "findMany", { where: { titleSort: { not: { in: ["a"] } } }, orderBy: { id: "asc" } }],
    ["counts of columns", "count", { select: { latitude: true } }],
  ])("is asked of Prisma: %s", async (_what, read, args) => {
    expect((await expectSame("Place", read, args)).understood).toBe(false);
  });

  it.each<[string, object]>([
    ["an unknown column", { where: { nobody: 1 } }],
    ["an unknown member", { where: { kind: "ISLAND" } }],
    ["a number for a text", { where: { slug: 1 } }],
    ["null for what is never null", { where: { slug: null } }],
    ["a column and another thing", { select: { id: true }, include: { names: true } }],
    ["a column to include", { include: { titles: true } }],
    ["an order that is none", { orderBy: { id: "asc; DROP TABLE place" } }],
    ["a comparison of that name of every object", { where: { slug: { toString: "a" } } }],
  ])("is refused by Prisma, with its reasons: %s", async (_what, args) => {
    await expect(delegateOf(db.prisma, "Place").findMany(args)).rejects.toMatchObject({ name: "PrismaClientValidationError" });
  });
});

describe("a read the database does not answer", () => {
  it("fails with the database's own code where it takes too long", async () => {
    const impatient = connect(db.url, { poolSize: 1, statementTimeoutMs: 200 });
    const holder = await db.pool.connect();
    try {
      await holder.query("BEGIN; LOCK TABLE place");
      await expect(impatient.prisma.place.findMany({ select: { id: true } })).rejects.toMatchObject({ code: "57014" });
    } finally {
      await holder.query("ROLLBACK");
      holder.release();
      await impatient.close();
    }
  });

  it("fails with the line's code where nobody is there", async () => {
    const nobody = connect("postgres://nobody@127.0.0.1:1/nothing");
    await expect(nobody.prisma.place.findMany({ select: { id: true } })).rejects.toMatchObject({ code: "ECONNREFUSED" });
    await nobody.close();
  });
});

/** Rows, and lists within them, without the order that nobody asked for. */
function inOrder(rows: unknown, relations: ReadonlyMap<string, { readonly list: boolean }>): unknown[] {
  const sorted = (list: unknown) => (list as unknown[]).toSorted((a, b) => (inspect(a) < inspect(b) ? -1 : 1));
  const settled = (row: unknown) =>
    Object.fromEntries(
      Object.entries(row as object)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => [name, relations.get(name)?.list === true ? sorted((value as object[]).map(byName)) : value]),
    );
  return sorted((rows as unknown[]).map(settled));
}

function byName(row: object): object {
  return Object.fromEntries(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
