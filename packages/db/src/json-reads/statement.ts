import { condition } from "./filter.ts";
import { rows } from "./selection.ts";
import { shapeOf, withParameters } from "./shape.ts";
import type { Tables } from "./tables.ts";
import { refused } from "./values.ts";
import { fieldsOf, fromText, NotUnderstood, type Sent, source, type Writing } from "./writing.ts";

/** The reads this knows, by Prisma's names for them. */
export type Read = "findMany" | "findFirst" | "count";

/** One statement with its values. It answers with one row of one text, or no row for no record. */
export type Statement = {
  readonly text: string;
  readonly values: readonly unknown[];
  /** What Prisma would have answered. */
  readonly answer: (text: string | undefined) => unknown;
};

type Written = { readonly text: string; readonly sent: readonly Sent[]; readonly answer: Statement["answer"] };

// As many as may be prepared: beyond, statements are written anew each time.
const REMEMBERED_AT_MOST = 1_000;

/** Makes statements of Prisma's arguments, remembering the texts by the arguments' shape. Null where Prisma has to be asked. */
export function statements(tables: Tables): (model: string, read: Read, args: unknown) => Statement | null {
  const known = new Map<string, Written | null>();
  return (model, read, args) => {
    const { key, values } = shapeOf(args ?? {});
    const whole = `${model}.${read}${key}`;
    let written = known.get(whole);
    if (written === undefined) {
      written = writtenFor(tables, model, read, withParameters(args ?? {}));
      if (known.size < REMEMBERED_AT_MOST) known.set(whole, written);
    }
    if (written === null) return null;
    const encoded = written.sent.map(({ place, encode }) => encode(values[place]));
    return encoded.includes(refused) ? null : { text: written.text, values: encoded, answer: written.answer };
  };
}

function writtenFor(tables: Tables, model: string, read: Read, args: unknown): Written | null {
  const writing: Writing = { tables, sent: [], aliases: 0 };
  try {
    return { ...writers[read](writing, model, fieldsOf(args)), sent: writing.sent };
  } catch (error) {
    if (error instanceof NotUnderstood) return null;
    throw error;
  }
}

type Writer = (writing: Writing, model: string, args: Readonly<Record<string, unknown>>) => Pick<Written, "text" | "answer">;

const ofCount = new Set(["where"]);

const writers: Readonly<Record<Read, Writer>> = {
  findMany(writing, model, args) {
    const { json, from, finish } = rows(args, source(writing, model));
    const answer = (text = "[]"): unknown => {
      const found = JSON.parse(text) as Record<string, unknown>[];
      if (finish !== null) for (const row of found) finish(row);
      return found;
    };
    return { text: `SELECT coalesce(json_agg(${json}), '[]')::text ${from}`, answer };
  },
  findFirst(writing, model, args) {
    if (args["take"] !== undefined) throw new NotUnderstood();
    const { json, from, finish } = rows({ ...args, take: 1 }, source(writing, model));
    const answer = (text?: string): unknown => {
      if (text === undefined) return null;
      const row = JSON.parse(text) as Record<string, unknown>;
      finish?.(row);
      return row;
    };
    return { text: `SELECT ${json}::text ${from}`, answer };
  },
  count(writing, model, args) {
    const { where = {} } = fieldsOf(args, ofCount);
    const from = source(writing, model);
    const said = condition(where, from);
    return { text: `SELECT count(*)::text ${fromText(from)} WHERE ${said}`, answer: Number };
  },
};
