import type { Database } from "@dostyk/db";
import { anonymous, newId, type Viewer } from "@dostyk/kernel";
import { execute, type GraphQLSchema, parse, validate } from "graphql";
import { builder } from "./builder.ts";
import type { GraphqlContext } from "./context.ts";

/** What an answer holds, as deep as the test looks. */
// oxlint-disable-next-line typescript/no-explicit-any -- The question beside it says the shape, and the test checks every field it reads.
type Answer = Readonly<Record<string, any>>;

let schema: GraphQLSchema | null = null;

/**
 * Asks the types a test file has imported. Throws where there is any error: a test of errors looks for what is thrown.
 * All types must have been imported before the first question.
 */
export async function ask(
  { prisma }: Pick<Database, "prisma">,
  question: string,
  { viewer = anonymous, ...more }: Partial<Pick<GraphqlContext, "viewer" | "locale" | "now" | "sendInvitation">> & { viewer?: Viewer } = {},
): Promise<Answer> {
  schema ??= builder.toSchema();
  const document = parse(question);
  const context: GraphqlContext = {
    prisma,
    viewer,
    locale: "en",
    homeNode: "https://dostyk.example",
    now: new Date(0),
    requestId: "test",
    newId: () => newId(new Date(), Math.random),
    ...more,
  };
  const [invalid] = validate(schema, document);
  if (invalid !== undefined) throw invalid;
  const { data, errors } = await execute({ schema, document, contextValue: context });
  if (errors?.[0] !== undefined) throw errors[0];
  // GraphQL's objects have no prototype; a test compares them with ones that have.
  return JSON.parse(JSON.stringify(data)) as Answer;
}
