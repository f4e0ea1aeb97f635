import type { PrismaClient } from "@dostyk/db";
import type { Identity } from "@dostyk/identity";
import { type Clock, newId } from "@dostyk/kernel";
import { schema as houseSchema } from "@dostyk/network";
import type { GraphQLSchema } from "graphql";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type Answer, createEngine } from "./engine.ts";
import { authListener } from "./auth-listener.ts";
import { graphiqlPage } from "./graphiql-page.ts";
import { graphqlListener } from "./graphql-listener.ts";
import { answerProbe, createReadiness, databaseCheck, type Readiness } from "./health.ts";
import { createLogger, type Logger } from "./logger.ts";
import { identification, isStranger } from "./identification.ts";
import { localeFor } from "./negotiation.ts";
import { persistedOperations } from "./persisted-operations.ts";
import { requestProblem } from "./public-error.ts";
import type { ProgressStreams } from "./progress-streams.ts";
import type { Tell } from "./request-log.ts";

/** What the API needs; all but the first two have a default. */
export type ApiOptions = {
  /** Stays the caller's: `close()` does not close it. */
  readonly prisma: PrismaClient;
  /** Where the node stands for the world, without a slash at the end. */
  readonly origin: string;
  /** Where readers come by, which the account routes answer for. Default: `origin`. */
  readonly publicOrigin?: string;
  /** Default: `createLogger()`. */
  readonly logger?: Logger;
  /** Default: the system's clock. */
  readonly clock?: Clock;
  /** Whether browsers that come to /graphql get the page with the editor. Default: yes. */
  readonly graphiql?: boolean;
  /** Documents of the node's own clients, which may be asked for by their SHA-256 from the start. Default: none. */
  readonly documents?: readonly string[];
  /** How the node is, of which /readyz tells the outcome. Default: as its database. */
  readonly readiness?: Readiness;
  /** Tells how far long jobs are, under /progress/. Default: nobody is told. */
  readonly progress?: ProgressStreams;
  /** Default: the schema of the whole house. */
  readonly schema?: GraphQLSchema;
  /** Who people are, and the routes by which they prove it. Default: nobody signs in, and every reader is anonymous. */
  readonly identity?: Identity;
  /** The page /mail, where letters are shown that no mail server carries. Default: there is no such page. */
  readonly letters?: () => Promise<string>;
};

/** For whom a question is asked in memory. */
export type AskOptions = {
  readonly locale: string;
  readonly requestId?: string | undefined;
  /** The reader's own Cookie header. Whoever passes it on has made sure that the reader's wish came from the node's own page. */
  readonly cookie?: string | undefined;
};

/** An answer in memory, with the cookies that go back to the reader because their sign-in goes on. */
export type Told = Answer & { readonly setCookie: readonly string[] };

/** The GraphQL API of a node. */
export type Api = {
  /** Whether a path is the API's to answer: /graphql, /auth/…, /progress/…, /healthz, /readyz. */
  owns(path: string): boolean;
  /** A listener for node:http. It answers the paths it owns; to any other it says 404. `tell` adds to the request's line in the log. */
  handle(request: IncomingMessage, response: ServerResponse, tell?: Tell): void;
  /**
   * Asks without HTTP, with the same validation, limits, masks and context. `locale` is a language tag or a whole
   * Accept-Language header; `requestId` that of the request for which is asked, or none. Never rejects: what goes wrong is
   * among the errors.
   */
  ask(document: string, variables: Readonly<Record<string, unknown>>, options: AskOptions): Promise<Told>;
  /** Waits for the answers under way. Closing twice changes nothing. */
  close(): Promise<void>;
};

const paths: ReadonlySet<string> = new Set(["/graphql", "/healthz", "/readyz"]);

/** Makes the API of a node. It opens nothing and listens nowhere by itself. */
export function createApi(options: ApiOptions): Api {
  const { prisma, origin, logger = createLogger(), clock = () => new Date(), graphiql = true, schema = houseSchema } = options;
  const publicOrigin = options.publicOrigin ?? origin;
  const sendInvitation = options.identity?.sendInvitation;
  const readiness = options.readiness ?? readinessOf(prisma);
  const health = async () => (await readiness.now()).parts;
  const engine = createEngine({ schema, prisma, origin, publicOrigin, sendInvitation, health, logger, clock });
  const newRequestId = () => newId(clock(), Math.random);
  const persisted = persistedOperations(options.documents ?? []);
  const identify = identification(options.identity);
  const answer = graphqlListener({ engine, persisted, logger, newRequestId, identify, graphiql: graphiql ? graphiqlPage() : null });
  const authenticate = options.identity === undefined ? undefined : authListener(options.identity, publicOrigin);
  const underWay = new Set<Promise<unknown>>();

  const track = <T>(work: Promise<T>): Promise<T> => {
    const done: Promise<unknown> = work.finally(() => underWay.delete(done));
    underWay.add(done);
    return work;
  };

  const route = async (request: IncomingMessage, response: ServerResponse, tell: Tell): Promise<void> => {
    const path = pathOf(request.url);
    if (path === "/graphql") return answer(request, response, tell);
    if (path.startsWith("/auth/") && authenticate !== undefined) return authenticate(request, response);
    if (path === "/mail" && options.letters !== undefined) return answerPage(response, await options.letters());
    if (path === "/healthz") return answerProbe(request, response, { status: "ok" });
    // Which part of a node is weak is for those who look after it, at the management port.
    if (path === "/readyz") return answerProbe(request, response, { status: (await readiness.now()).status });
    if (path.startsWith("/progress/") && options.progress !== undefined) return options.progress.handle(request, response);
    response.writeHead(404).end();
  };

  return {
    owns: (path) =>
      paths.has(path) ||
      (path.startsWith("/auth/") && authenticate !== undefined) ||
      (path.startsWith("/progress/") && options.progress !== undefined) ||
      (path === "/mail" && options.letters !== undefined),
    handle(request, response, tell = () => {}) {
      track(route(request, response, tell)).catch((error: unknown) => {
        logger.error({ err: error }, "a request could not be answered");
        response.destroy();
      });
    },
    ask(query, variables, { locale, requestId = newRequestId(), cookie }) {
      const told = async (): Promise<Told> => {
        const who = await identify({ cookie });
        if (isStranger(who)) return { errors: [requestProblem(who.code, who.message, requestId)], setCookie: [] };
        const asked = { requestId, locale: localeFor(locale), method: "POST", viewer: who.viewer } as const;
        return { ...(await engine.answer({ query, variables }, asked)), setCookie: who.setCookie };
      };
      return track(told());
    },
    async close() {
      await Promise.allSettled(underWay);
      await engine.close();
    },
  };
}

function readinessOf(prisma: PrismaClient): Readiness {
  const readiness = createReadiness();
  readiness.watch(databaseCheck(prisma));
  return readiness;
}

function answerPage(response: ServerResponse, html: string): void {
  response.writeHead(200, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": "default-src 'none'",
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
  });
  response.end(html);
}

/** The path of a request's target, without the query. */
export function pathOf(url = "/"): string {
  const end = url.indexOf("?");
  return end === -1 ? url : url.slice(0, end);
}
