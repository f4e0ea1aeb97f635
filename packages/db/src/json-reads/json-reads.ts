import type pg from "pg";
import type { PrismaClient } from "../generated/client/client.ts";
import { type Read, statements } from "./statement.ts";
import { tablesOf } from "./tables.ts";

type Delegate = Readonly<Record<string, (args?: unknown) => unknown>>;

const reads: readonly Read[] = ["findMany", "findFirst", "count"];

/**
 * The same client, of which `findMany`, `findFirst` and `count` ask the database for one JSON text that is the answer.
 * Whatever it does not understand, and everything within a transaction, goes to Prisma as before.
 *
 * `nameOf` names the statements of all who use the pool: two texts must never share a name.
 */
export function withJsonReads(prisma: PrismaClient, pool: pg.Pool, nameOf: (query: { readonly sql: string }) => string): PrismaClient {
  const tables = tablesOf(prisma);
  const statementFor = statements(tables);
  const ask = async (text: string, values: readonly unknown[]): Promise<string | undefined> => {
    const { rows } = await pool.query<[string]>({ name: nameOf({ sql: text }), text, values: [...values], rowMode: "array" });
    return rows[0]?.[0];
  };

  const delegateFor = (model: string, delegate: Delegate): Delegate => {
    const reader = (read: Read) => (args?: unknown) => {
      const statement = statementFor(model, read, args);
      return statement === null ? delegate[read]?.(args) : ask(statement.text, statement.values).then(statement.answer);
    };
    const readers = new Map<string | symbol, unknown>(reads.map((read) => [read, reader(read)]));
    return new Proxy(delegate, { get: (target, name) => readers.get(name) ?? Reflect.get(target, name) });
  };

  const delegates = new Map<string | symbol, Delegate>();
  for (const model of tables.keys()) {
    // Prisma's own name for a model on the client.
    const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
    delegates.set(name, delegateFor(model, (prisma as unknown as Readonly<Record<string, Delegate>>)[name] as Delegate));
  }
  return new Proxy(prisma, { get: (target, name) => delegates.get(name) ?? Reflect.get(target, name) });
}
