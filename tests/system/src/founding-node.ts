import { servedApi } from "@dostyk/api/testing";
import { testDatabase, type TestDatabase } from "@dostyk/db/testing";
import { type CommandContext, idSource } from "@dostyk/kernel";
import { catchUpSearch, foundingAsserter, foundingRecord, loadArchive } from "@dostyk/network";
import { afterAll, expect } from "vitest";

/** What an answer holds, as deep as the story looks. */
// oxlint-disable-next-line typescript/no-explicit-any -- The question beside it says the shape, and the story checks every field it reads.
export type Answer = Readonly<Record<string, any>>;

/** A node that serves the founding record over HTTP until the file's last test. */
export type FoundingNode = {
  readonly database: TestDatabase;
  /** Asks as any client would; fails the test where there is an error. `locale` is an Accept-Language header. */
  readonly ask: (question: string, variables?: Readonly<Record<string, unknown>>, locale?: string) => Promise<Answer>;
  /** The codes of the errors a question gets. */
  readonly errorsOf: (question: string, variables?: Readonly<Record<string, unknown>>) => Promise<readonly string[]>;
  /** Loads another archive beside the founding record. */
  readonly load: (folder: string) => Promise<void>;
};

/** Starts one: `const node = await foundingNode();` at the head of a file. */
export async function foundingNode(): Promise<FoundingNode> {
  const database = await testDatabase({ statementTimeoutMs: 60_000 });
  const now = new Date("2026-01-01T00:00:00Z");
  const context: CommandContext = {
    now: () => now,
    newId: idSource(() => now, Math.random),
    homeNode: "https://dostyk.example",
    asserter: foundingAsserter,
  };
  await loadArchive(database.prisma, context, foundingRecord);
  await catchUpSearch(database.prisma);
  const served = await servedApi({ prisma: database.prisma });
  afterAll(() => served.close());
  return {
    database,
    ask: async (question, variables = {}, locale = "en") => {
      const { data, errors } = await served.ask(question, variables, { "accept-language": locale });
      expect(errors, question).toBeUndefined();
      return data as Answer;
    },
    errorsOf: async (question, variables = {}) => {
      const { errors = [] } = await served.ask(question, variables);
      return errors.map(({ extensions }) => String(extensions.code));
    },
    load: async (folder) => {
      await loadArchive(database.prisma, { ...context, now: () => new Date(now.getTime() + 1000) }, folder);
    },
  };
}
