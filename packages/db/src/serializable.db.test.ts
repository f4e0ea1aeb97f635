import { describe, expect, it } from "vitest";
import { boundedStatementNames } from "./connect.ts";
import { isSerializationFailure, serializable } from "./index.ts";
import { testDatabase } from "./testing.ts";

const db = await testDatabase();
await db.pool.query("CREATE TABLE counter (id int PRIMARY KEY, value int NOT NULL)");
await db.pool.query("INSERT INTO counter VALUES (1, 0), (2, 0), (3, 10), (4, 10)");

const value = async (id: number): Promise<number | undefined> => {
  const { rows } = await db.pool.query<{ value: number }>("SELECT value FROM counter WHERE id = $1", [id]);
  return rows[0]?.value;
};

describe("serializable()", () => {
  it("keeps every one of many changes to the same row", async () => {
    let begun = 0;
    const add = () =>
      serializable(
        db,
        async (tx) => {
          begun += 1;
          const [row] = await tx.$queryRaw<{ value: number }[]>`SELECT value FROM counter WHERE id = 1`;
          await tx.$executeRaw`UPDATE counter SET value = ${(row?.value ?? 0) + 1} WHERE id = 1`;
        },
        { attempts: 30 },
      );
    await Promise.all([add(), add(), add(), add(), add()]);
    expect(await value(1)).toBe(5);
    expect(begun).toBeGreaterThan(5);
  });

  it("lets no two decide on the same rows without knowing of each other", async () => {
    // Write skew: each reads both rows and takes from one, which only one of them may do.
    const take = (from: number) =>
      serializable(db, async (tx) => {
        const rows = await tx.$queryRaw<{ value: number }[]>`SELECT value FROM counter WHERE id IN (3, 4)`;
        const total = rows.reduce((sum, row) => sum + row.value, 0);
        if (total >= 20) await tx.$executeRaw`UPDATE counter SET value = value - 10 WHERE id = ${from}`;
      });
    await Promise.all([take(3), take(4)]);
    expect(((await value(3)) ?? 0) + ((await value(4)) ?? 0)).toBe(10);
  });

  it("undoes everything and tries once when the work itself fails", async () => {
    let begun = 0;
    const failing = serializable(db, async (tx) => {
      begun += 1;
      await tx.$executeRaw`UPDATE counter SET value = 99 WHERE id = 2`;
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(begun).toBe(1);
    expect(await value(2)).toBe(0);
  });

  it("gives the database's error after the last attempt", async () => {
    const work = async (): Promise<never> => {
      throw Object.assign(new Error("again"), { code: "40001" });
    };
    const failing = serializable(db, work, { attempts: 3, random: () => 0 });
    await expect(failing).rejects.toSatisfy(isSerializationFailure);
  });
});

describe("connect()", () => {
  it("names each statement once and stops naming at its bound", () => {
    const nameOf = boundedStatementNames(2);
    expect([nameOf({ sql: "a" }), nameOf({ sql: "b" }), nameOf({ sql: "a" }), nameOf({ sql: "c" })]).toEqual(["d0", "d1", "d0", ""]);
  });

  it("asks by prepared statements", async () => {
    await db.prisma.place.findMany({ where: { slug: "helena" } });
    await db.prisma.place.findMany({ where: { slug: "pavlodar" } });
    const { rows } = await db.pool.query<{ name: string }>("SELECT name FROM pg_prepared_statements");
    expect(rows.filter((row) => /^d\d+$/.test(row.name)).length).toBeGreaterThan(0);
  });
});
