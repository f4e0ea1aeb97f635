import type { PrismaClient } from "@dostyk/db";
import { type GraphqlContext, limits, operationCost, TooCostly } from "@dostyk/graphql";
import { type Clock, newId, type Viewer } from "@dostyk/kernel";
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema, parse } from "graphql";
import { createYoga, type Plugin } from "graphql-yoga";
import { documentBounds } from "./document-bounds.ts";
import { keptByLength } from "./kept-by-length.ts";
import type { Logger } from "./logger.ts";
import { fault, faultCodes, maskError, type PublicError } from "./public-error.ts";
import { requestBounds } from "./request-bounds.ts";

/** One operation as a client sends it. */
export type Operation = {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
};

/** What is known of the request besides the operation. */
export type Asked = {
  readonly requestId: string;
  /** BCP 47 tag of the reader. */
  readonly locale: string;
  /** GET may only ask, never write. */
  readonly method: "GET" | "POST";
  readonly viewer: Viewer;
};

/** An answer with its errors masked. */
export type Answer = { readonly data?: ExecutionResult["data"]; readonly errors?: readonly PublicError[] };

/** Answers operations, whichever way they came in. */
export type Engine = {
  /** Points an operation costs, as the limit of complexity counts them; 1 for one that cannot be understood. */
  costOf(operation: Operation): number;
  answer(operation: Operation, asked: Asked): Promise<Answer>;
  close(): Promise<void>;
};

export type EngineOptions = {
  readonly schema: GraphQLSchema;
  readonly prisma: PrismaClient;
  readonly origin: string;
  readonly logger: Logger;
  readonly clock: Clock;
  /** Where readers come by, for links that are handed out. */
  readonly publicOrigin: string;
  /** Default: nothing is sent, and whoever invites hands the link on. */
  readonly sendInvitation?: GraphqlContext["sendInvitation"];
  /** Default: nobody looks after the node's parts. */
  readonly health?: GraphqlContext["health"];
};

/** Yoga's pipeline - parse, validate, execute, each with its cache and plugins - with our bounds before and our masks after. */
export function createEngine(options: EngineOptions): Engine {
  const { schema, prisma, origin, publicOrigin, logger, clock, sendInvitation, health } = options;
  const yoga = createYoga<GraphqlContext>({
    schema,
    plugins: [useBounds(documentBounds(schema))],
    // A document that does not parse is not kept: it would cost memory and nobody sends it twice.
    // A syntax tree takes some hundred times its text, so the texts' length bounds the memory.
    parserAndValidationCache: {
      documentCache: keptByLength<DocumentNode>(500_000, (text) => text.length),
      errorCache: { get: () => undefined, set: () => {} },
    },
    // Errors are masked once, below, where the request id is known.
    maskedErrors: false,
    logging: false,
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: false,
  });
  // Yoga reads nothing but the method from these: the listener has read the request already.
  const requests = {
    GET: new yoga.fetchAPI.Request(`${origin}/graphql`),
    POST: new yoga.fetchAPI.Request(`${origin}/graphql`, { method: "POST" }),
  };

  const execute = async (
    { query, variables, operationName }: Operation,
    { method, locale, viewer, requestId }: Asked,
  ): Promise<ExecutionResult> => {
    const context: GraphqlContext = {
      prisma,
      viewer,
      locale,
      homeNode: origin,
      now: clock(),
      requestId,
      newId: () => newId(clock(), Math.random),
      publicOrigin,
      sendInvitation,
      health,
    };
    const params = {
      query,
      ...(variables === undefined ? {} : { variables }),
      ...(operationName === undefined ? {} : { operationName }),
    };
    const result = await yoga.getResultForParams({ params, request: requests[method] }, { ...context });
    // The schema has no subscriptions and no @defer, which alone answer in several parts.
    return result === undefined || Symbol.asyncIterator in result ? {} : result;
  };

  return {
    costOf: ({ query, variables = {} }) => operationCost(schema, query, variables),
    async answer(operation, asked) {
      const result = await inTime(execute(operation, asked), requestBounds.operationMs);
      if (result === "late") {
        logger.warn({ requestId: asked.requestId, timeoutMs: requestBounds.operationMs }, "an operation took too long");
        return { errors: [fault(faultCodes.tooSlow, asked.requestId)] };
      }
      return masked(result, asked.requestId, logger);
    },
    close: async () => {
      await yoga.dispose();
    },
  };
}

function useBounds(check: ReturnType<typeof documentBounds>): Plugin {
  return {
    onParse({ setParseFn }) {
      setParseFn((source: string, options?: object) => parseWithin(source, options));
    },
    onValidate({ params: { documentAST }, setResult }) {
      const error = check(documentAST);
      if (error !== null) setResult([error]);
    },
  };
}

function parseWithin(source: string, options: object | undefined) {
  try {
    return parse(source, { ...options, maxTokens: limits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes("tokens. Parsing aborted"))
      throw new TooCostly("Number of tokens", limits.tokens + 1, limits.tokens);
    throw error;
  }
}

async function inTime<T>(work: Promise<T>, timeoutMs: number): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, timeoutMs, "late");
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Masks what went wrong and logs each fault of ours once, however many fields it took down. */
function masked({ data, errors }: ExecutionResult, requestId: string, logger: Logger): Answer {
  if (errors === undefined || errors.length === 0) return { data };
  const logged = new Set<unknown>();
  const shown = errors.map((error) => {
    const { shown: publicError, behind } = maskError(asGraphqlError(error), requestId, data !== undefined);
    if (behind !== null && !logged.has(behind)) {
      logged.add(behind);
      logFault({ requestId, path: error.path?.join("."), code: publicError.extensions.code }, behind, logger);
    }
    return publicError;
  });
  const unavailable = shown.some(({ extensions }) => extensions.code === faultCodes.unavailable);
  // Half an answer from a database that went away would look like a record that is not there.
  if (unavailable) return { errors: [fault(faultCodes.unavailable, requestId)] };
  return data === undefined ? { errors: shown } : { data, errors: shown };
}

function logFault(
  where: { readonly requestId: string; readonly code: string; readonly path: string | undefined },
  behind: unknown,
  logger: Logger,
): void {
  // While the database is away every request fails alike, and its stack says nothing about why.
  if (where.code === faultCodes.unavailable)
    logger.warn({ ...where, reason: String(behind).trim().split("\n").at(-1) }, "the database does not answer");
  else logger.error({ ...where, err: behind }, "a field could not be answered");
}

// graphql takes any error with a `path` for one of its own and leaves it as it is: so come refusals that blame an input.
function asGraphqlError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  return new GraphQLError("", { originalError: error instanceof Error ? error : new Error(String(error)) });
}
