import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type SortValue, writeCursor } from "./cursor.ts";
import { BadCursor, BadPage } from "./errors.ts";
import { limits } from "./limits.ts";
import { type PageArguments, pageWindow, type SortColumn, type Where } from "./window.ts";

type Row = Readonly<Record<string, SortValue>>;
type Order = readonly SortColumn[];

const orders: readonly Order[] = [
  [{ column: "name", direction: "asc" }],
  [{ column: "on", direction: "desc" }],
  [
    { column: "on", direction: "desc" },
    { column: "name", direction: "asc" },
  ],
  [],
];

// Few values in each column, so that many rows share a place and only the id parts them.
const rows: fc.Arbitrary<readonly Row[]> = fc
  .array(fc.record({ name: fc.constantFrom("a", "b", "c"), on: fc.constantFrom(1, 2, 3).map((day) => new Date(day)) }), { maxLength: 25 })
  .map((some) => some.map((row, index) => ({ ...row, id: String(index).padStart(2, "0") })));

const order = fc
  .constantFrom(...orders)
  .map((columns): Order => [...columns, { column: "id", direction: columns.at(-1)?.direction ?? "asc" }]);

function compare(a: SortValue | undefined, b: SortValue | undefined): number {
  const [left, right] = [a, b].map((value) => (value instanceof Date ? value.getTime() : (value ?? "")));
  return left === right ? 0 : (left ?? "") < (right ?? "") ? -1 : 1;
}

function inOrder(some: readonly Row[], orderBy: readonly Readonly<Record<string, string>>[]): readonly Row[] {
  return some.toSorted((a, b) => {
    for (const [column = "", direction] of orderBy.flatMap((one) => Object.entries(one))) {
      const difference = compare(a[column], b[column]);
      if (difference !== 0) return direction === "asc" ? difference : -difference;
    }
    return 0;
  });
}

const comparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  gt: (difference) => difference > 0,
  gte: (difference) => difference >= 0,
  lt: (difference) => difference < 0,
  lte: (difference) => difference <= 0,
};

/** What Postgres does with a filter, as far as windows make them. */
function holds(row: Row, where: Where): boolean {
  return Object.entries(where).every(([key, wanted]) => {
    if (key === "AND") return (wanted as readonly Where[]).every((one) => holds(row, one));
    if (key === "OR") return (wanted as readonly Where[]).some((one) => holds(row, one));
    if (typeof wanted !== "object" || wanted === null || wanted instanceof Date) return compare(row[key], wanted as SortValue) === 0;
    return Object.entries(wanted).every(([sign, value]) => comparisons[sign]?.(compare(row[key], value as SortValue)) ?? false);
  });
}

/** A page as a connection gives it. */
function read(some: readonly Row[], columns: Order, page: PageArguments) {
  const { keyset, orderBy, size, backward } = pageWindow(page, "List", "ORDER", columns);
  const found = inOrder(
    some.filter((row) => keyset === null || holds(row, keyset)),
    orderBy,
  ).slice(0, size + 1);
  const kept = found.slice(0, size);
  return { rows: backward ? kept.toReversed() : kept, more: found.length > size };
}

function cursorOf(row: Row | undefined, columns: Order): string {
  return writeCursor({ list: "List", order: "ORDER", values: columns.map(({ column }) => row?.[column] ?? "") });
}

function walk(some: readonly Row[], columns: Order, size: number, backward: boolean): readonly Row[] {
  const seen: Row[] = [];
  let cursor: string | null = null;
  for (;;) {
    const page = read(some, columns, backward ? { last: size, before: cursor } : { first: size, after: cursor });
    if (backward) seen.unshift(...page.rows);
    else seen.push(...page.rows);
    if (!page.more) return seen;
    cursor = cursorOf(backward ? page.rows.at(0) : page.rows.at(-1), columns);
  }
}

describe("pageWindow()", () => {
  it("visits every record once, in order, whichever way the pages are walked", () => {
    fc.assert(
      fc.property(rows, order, fc.integer({ min: 1, max: 7 }), (some, columns, size) => {
        const whole = inOrder(
          some,
          columns.map(({ column, direction }) => ({ [column]: direction })),
        );
        expect(walk(some, columns, size, false)).toEqual(whole);
        expect(walk(some, columns, size, true)).toEqual(whole);
      }),
    );
  });

  it("loses and repeats none of the others when records come in between", () => {
    fc.assert(
      fc.property(rows, rows, order, fc.integer({ min: 1, max: 5 }), (some, later, columns, size) => {
        const first = read(some, columns, { first: size });
        const arrived = later.map((row) => ({ ...row, id: `${String(row["id"])}+` }));
        const after = cursorOf(first.rows.at(-1), columns);
        const rest = first.rows.length === 0 ? [] : read([...some, ...arrived], columns, { first: limits.pageSize, after }).rows;
        const old = rest.filter((row) => some.includes(row));
        expect([...first.rows, ...old]).toEqual(walk(some, columns, size, false));
      }),
    );
  });

  it("is of the default size where none is given, also before a cursor", () => {
    const before = writeCursor({ list: "List", order: "ORDER", values: ["01"] });
    const columns: Order = [{ column: "id", direction: "asc" }];
    expect(pageWindow({}, "List", "ORDER", columns)).toMatchObject({ size: limits.defaultPageSize, backward: false, cursorGiven: false });
    expect(pageWindow({ before }, "List", "ORDER", columns)).toMatchObject({
      size: limits.defaultPageSize,
      backward: true,
      cursorGiven: true,
    });
  });

  it.each([
    { first: 0 },
    { first: -1 },
    { first: limits.pageSize + 1 },
    { last: 0 },
    { last: 1000 },
    { first: 5, last: 5 },
    { last: 5, after: "x" },
  ])("refuses %j", (page) => {
    expect(() => pageWindow(page, "List", "ORDER", [])).toThrow(BadPage);
  });

  it("refuses a cursor of another list or order and names the argument", () => {
    const foreign = writeCursor({ list: "Other", order: "ORDER", values: ["01"] });
    const columns: Order = [{ column: "id", direction: "asc" }];
    expect(() => pageWindow({ after: foreign }, "List", "ORDER", columns)).toThrow(BadCursor);
    expect(() => pageWindow({ before: foreign }, "List", "ORDER", columns)).toThrow('"before"');
  });
});
