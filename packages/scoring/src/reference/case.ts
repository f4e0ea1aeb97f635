import { expectedOf, recordsOf, scoreRowsOf } from "../testing/reference-case.ts";
import type { ScoreRow } from "../score-table.ts";

/** How far the worst of some computed numbers lies from the published ones, and how far it may. */
export type Check = { readonly what: string; readonly worst: number; readonly tolerance: number };

export type Numbers = Readonly<Record<string, number>>;

/** A published case, its expectation watched: which of its numbers were looked at. */
export type ReferenceCase<Expected> = {
  readonly expected: Expected;
  readonly rows: (file?: string) => ScoreRow[];
  readonly records: (file?: string) => Record<string, string>[];
  /** Paths of the expected numbers and texts that nobody has asked for, joined by dots. */
  readonly unread: () => string[];
};

/** Opens a case of the reference folder beside the project. */
export function openCase<Expected extends object>(folder: string, name: string): ReferenceCase<Expected> {
  const whole = expectedOf<Expected>(folder, name);
  const read = new Set<string>();
  return {
    expected: watched(whole, "", read),
    rows: (file) => scoreRowsOf(folder, name, file),
    records: (file) => recordsOf(folder, name, file),
    unread: () => leavesOf(whole, "").filter((path) => !read.has(path)),
  };
}

/** The worst of the differences of numbers, key by key; Infinity for a key that is not computed. */
export function compared(what: string, tolerance: number, expected: Numbers, computed: (key: string) => number | null | undefined): Check {
  const differences = Object.entries(expected).map(([key, value]) => Math.abs((computed(key) ?? Infinity) - value));
  return { what, tolerance, worst: Math.max(0, ...differences) };
}

/** The worst difference of lists of the same length. */
export function comparedLists(
  what: string,
  tolerance: number,
  expected: readonly number[],
  computed: readonly (number | null | undefined)[],
): Check {
  const same = expected.length === computed.length;
  return {
    what,
    tolerance,
    worst: same ? Math.max(0, ...expected.map((value, at) => Math.abs((computed[at] ?? Infinity) - value))) : Infinity,
  };
}

/** One number, as a share of the expected one; absolutely where that is 0. */
export function comparedRelatively(
  what: string,
  tolerance: number,
  expected: Numbers,
  computed: (key: string) => number | null | undefined,
): Check {
  const differences = Object.entries(expected).map(
    ([key, value]) => Math.abs((computed(key) ?? Infinity) - value) / (Math.abs(value) || 1),
  );
  return { what, tolerance, worst: Math.max(0, ...differences) };
}

/** What must be the same: 0 away, or infinitely. */
export function same(what: string, expected: unknown, computed: unknown): Check {
  return { what, tolerance: 0, worst: JSON.stringify(sorted(expected)) === JSON.stringify(sorted(computed)) ? 0 : Infinity };
}

/** One field of a list of things, by their id. */
export function by<Item, Key extends keyof Item, Field extends keyof Item>(
  items: readonly Item[],
  key: Key,
  field: Field,
): (id: string) => Item[Field] | undefined {
  const index = new Map(items.map((item) => [item[key], item[field]]));
  // Ids are texts: the keys asked for are the case's own.
  return (id) => index.get(id as Item[Key]);
}

function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function watched<Value>(value: Value, path: string, read: Set<string>): Value {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get: (target, key, receiver) => {
      const found: unknown = Reflect.get(target, key, receiver);
      if (typeof key !== "string" || !Object.hasOwn(target, key) || key === "length") return found;
      read.add(`${path}${key}`);
      return watched(found, `${path}${key}.`, read);
    },
  });
}

function leavesOf(value: unknown, path: string): string[] {
  if (typeof value !== "object" || value === null) return [path.slice(0, -1)];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}${key}.`));
}
