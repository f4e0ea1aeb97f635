import { describe, expect, it } from "vitest";
import { quickerReads } from "./quicker-reads.ts";

const text = { scalarType: "string", arity: "scalar" } as const;
const int = { scalarType: "int", arity: "scalar" } as const;

describe("quickerReads()", () => {
  it("writes page sizes into the text and moves the other parameters up", () => {
    const sql = "SELECT 1 FROM a LEFT JOIN LATERAL (SELECT 2 LIMIT $1) AS b ON true WHERE c = $2 AND d = $12 LIMIT $3 OFFSET $4";
    const args = ["4", "x", "21", "0", ..."5678901".split(""), "y"];
    const read = quickerReads()({ sql, args, argTypes: [int, text, int, int, ...Array.from({ length: 7 }, () => text), text] });
    expect(read.sql).toBe("SELECT 1 FROM a LEFT JOIN LATERAL (SELECT 2 LIMIT 4) AS b ON true WHERE c = $1 AND d = $10 LIMIT 21 OFFSET $2");
    expect(read.args).toEqual(["x", "0", ..."5678901".split(""), "y"]);
    expect(read.argTypes).toHaveLength(read.args.length);
    expect(read.argTypes[1]).toEqual(int);
  });

  it("tells statements of different page sizes apart, however often they come", () => {
    const quicker = quickerReads();
    const asked = (size: number) => quicker({ sql: "SELECT 1 LIMIT $1", args: [size], argTypes: [int] }).sql;
    expect([asked(3), asked(20), asked(3)]).toEqual(["SELECT 1 LIMIT 3", "SELECT 1 LIMIT 20", "SELECT 1 LIMIT 3"]);
  });

  it("leaves a statement alone whose size is no whole number", () => {
    const query = { sql: "SELECT 1 LIMIT $1", args: ["1; DROP TABLE place"], argTypes: [int] };
    expect(quickerReads()(query)).toBe(query);
  });

  it("puts nested records together as text, and touches no JSONB of statements written by hand", () => {
    const quicker = quickerReads();
    const asked = (sql: string) => quicker({ sql, args: [], argTypes: [] }).sql;
    expect(asked(`SELECT COALESCE(JSONB_AGG("__prisma_data__"), '[]') AS "__prisma_data__"`)).toBe(
      `SELECT COALESCE(JSON_AGG("__prisma_data__"), '[]') AS "__prisma_data__"`,
    );
    expect(asked("SELECT JSONB_AGG(titles) FROM place")).toBe("SELECT JSONB_AGG(titles) FROM place");
  });
});
