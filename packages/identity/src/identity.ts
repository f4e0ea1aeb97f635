import { anonymous, type HeldRole, type Viewer } from "@dostyk/kernel";
import { makeAuth } from "./auth/auth.ts";
import { type AuthOptions, authParts } from "./auth/parts.ts";
import { isAnswered } from "./auth/paths.ts";
import { keyOf } from "./key-of.ts";
import { write } from "./mail/letters.ts";
import { wantsSecondFactor } from "./role.ts";

/** Who a request comes from, and cookies that go back with its answer because the sign-in goes on. */
export type Identified = {
  readonly viewer: Viewer;
  readonly setCookie: readonly string[];
  /** Keys only: takes the points a question costs off the key's budget. */
  readonly spend?: (points: number) => Promise<Spent>;
};

/** What is left of a key's budget of query cost. */
export type Spent = {
  /** Points an hour. */
  readonly budget: number;
  /** Points left; below 0 the question is not answered. */
  readonly left: number;
  /** Seconds until the budget is whole again. */
  readonly seconds: number;
};

/** Why a request that says who it is cannot be believed. Such a request is refused, not read as an anonymous one. */
export type NotIdentified = { readonly status: 401 | 403; readonly code: "KEY_NOT_VALID" | "FOREIGN_ORIGIN"; readonly message: string };

/** To whom an invitation goes, in which language, and what it opens. */
export type InvitationLetter = { readonly email: string; readonly locale: string; readonly bodyName: string; readonly link: string };

/** The node's accounts: the routes by which people prove who they are, and the viewer each request comes from. */
export type Identity = {
  /** Answers a request whose path begins with `/auth/`. The address it claims to be for is not believed. */
  handle(request: Request): Promise<Response>;
  /** The viewer of a request by its headers. An ended or unknown login session is an anonymous reader. */
  identify(headers: Headers): Promise<Identified | NotIdentified>;
  /**
   * Sends an invitation's link. "not-sent" where there is no mail server, or it does not take the letter: then the inviter
   * hands the link on.
   */
  sendInvitation(invitation: InvitationLetter): Promise<"sent" | "not-sent">;
  /** Providers people may sign in with, for the page's buttons. */
  readonly providers: readonly { readonly id: string; readonly name: string }[];
};

const notFound = (): Response => answer(404, "NOT_FOUND", "There is nothing here.");

export function createIdentity(options: AuthOptions): Identity {
  const parts = authParts(options);
  const auth = makeAuth(parts);
  const { prisma } = options.database;

  const viewerOfSession = async (headers: Headers): Promise<Identified> => {
    const { headers: back, response } = await auth.api.getSession({ headers, returnHeaders: true });
    const setCookie = back.getSetCookie();
    if (response === null) return { viewer: anonymous, setCookie };
    const { user, session } = response;
    const memberships = await prisma.membership.findMany({ where: { accountId: user.id }, select: { bodyId: true, role: true } });
    const counts = ({ role }: HeldRole): boolean => user.twoFactorEnabled === true || !wantsSecondFactor(role);
    const viewer: Viewer = {
      kind: "person",
      accountId: user.id,
      sessionId: session.id,
      held: memberships.filter(counts),
      reauthenticatedAt: session.reauthenticatedAt ?? session.createdAt,
    };
    return { viewer, setCookie };
  };

  return {
    async sendInvitation({ email, locale, bodyName, link }) {
      try {
        await options.mailer.send(write({ kind: "invitation", body: bodyName, link }, { email, locale }, options.origin));
        return options.mailer.kind === "smtp" ? "sent" : "not-sent";
      } catch (error) {
        options.onFault(error, "an invitation could not be sent");
        return "not-sent";
      }
    },

    providers: options.providers.map(({ id, name }) => ({ id, name })),

    async handle(request) {
      const { pathname, search } = new URL(request.url);
      const path = pathname.slice("/auth".length);
      if (!isAnswered(request.method, path)) return notFound();
      if (request.method === "POST") {
        // A page of this node sends its origin with every form; whoever sends none or another comes from elsewhere.
        if (request.headers.get("origin") !== options.origin) return answer(403, "FOREIGN_ORIGIN", "Come from the node's own pages.");
        const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim();
        if (type !== "application/json") return answer(415, "NOT_JSON", "Send application/json.");
        const seconds = await parts.attempts.ofAddress(request.headers.get("x-dostyk-client-ip") ?? "unknown");
        if (seconds > 0) {
          return answer(429, "TOO_MANY_ATTEMPTS", "There were too many attempts. Wait a moment.", { "retry-after": String(seconds) });
        }
      }
      // The library reads the address it is asked for: it gets the node's own, whatever the Host header said.
      return auth.handler(new Request(`${options.origin}${pathname}${search}`, request));
    },

    async identify(headers) {
      const authorization = headers.get("authorization");
      if (authorization !== null) {
        const secret = /^Bearer (dk_[A-Za-z0-9_-]{20,100})$/u.exec(authorization)?.[1];
        const key = secret === undefined ? undefined : await keyOf(prisma, secret, options.clock());
        if (key === undefined || "reason" in key) {
          return {
            status: 401,
            code: "KEY_NOT_VALID",
            message: "The key is unknown, has expired, or was revoked. Ask whoever issued it for another.",
          };
        }
        const { viewer, costBudget: budget } = key;
        return { viewer, setCookie: [], spend: (points) => parts.attempts.spent(viewer.keyId, points, budget) };
      }
      if (!headers.get("cookie")?.includes("dostyk.session_token=")) return { viewer: anonymous, setCookie: [] };
      const origin = headers.get("origin");
      if (origin !== null && origin !== options.origin) {
        return {
          status: 403,
          code: "FOREIGN_ORIGIN",
          message: "A sign-in counts on the node's own pages only. Ask without cookies, or with a key.",
        };
      }
      return viewerOfSession(headers);
    },
  };
}

function answer(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ code, message }, { status, headers: { "cache-control": "no-store", ...headers } });
}
