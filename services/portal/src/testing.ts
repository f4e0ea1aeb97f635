import { type Answer, createPortal } from "./index.ts";

/** Where the site of the tests stands. */
export const origin = "https://dostyk.example";

/** The cookie of somebody who is signed in. */
export const loginCookie = "__Secure-dostyk.session_token=abc.def";

/** What an account route was asked, as it arrived there. */
export interface Wished {
  readonly path: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly headers: Headers;
}

/** A website whose accounts and API stand outside of the test: what they answer is given, what they were asked is kept. */
export function siteWith(options: {
  readonly auth?: (wished: Wished) => Response | Promise<Response>;
  readonly ask?: (document: string, variables: Readonly<Record<string, unknown>>) => Answer;
  readonly providers?: readonly { readonly id: string; readonly name: string }[];
}) {
  const wishes: Wished[] = [];
  const questions: { readonly document: string; readonly cookie: string | undefined }[] = [];
  const site = createPortal({
    ask: (document, variables, { cookie }) => {
      questions.push({ document, cookie });
      return Promise.resolve(options.ask?.(document, variables) ?? nobody);
    },
    auth: async (request) => {
      const { pathname } = new URL(request.url);
      const wished = {
        path: pathname.replace(/^\/auth/u, ""),
        fields: (await request.json()) as Wished["fields"],
        headers: request.headers,
      };
      wishes.push(wished);
      return (await options.auth?.(wished)) ?? Response.json({});
    },
    providers: options.providers ?? [],
    origin,
    clock: () => new Date("2026-11-21T12:00:00Z"),
  });
  const post = (
    path: string,
    fields: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ): Response | Promise<Response> =>
    site.request(path, {
      method: "POST",
      headers: { origin, "content-type": "application/x-www-form-urlencoded", ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  return { site, post, wishes, questions };
}

const offer = {
  bodyName: "Association of examples",
  bodyKind: "ASSOCIATION",
  role: "ASSOCIATION_OFFICER",
  address: null,
  expiresAt: "2026-11-28T12:00:00Z",
  wantsSecondFactor: true,
};

const nobody: Answer = { data: { viewer: { account: null, roles: [] }, invitation: offer } };

const noPages = { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };

/** A list as the API hands it out, on one page. */
export function listOf(...nodes: readonly object[]) {
  return { totalCount: nodes.length, nodes, pageInfo: noPages };
}

/** An association as its officer sees it. */
export const association = {
  id: "01ASSOCIATION",
  name: "Association of examples",
  kind: "ASSOCIATION",
  rolesToGive: ["ASSOCIATION_OFFICER", "TRANSLATOR"],
  mayRename: true,
  maySeeKeys: true,
  parent: null,
  members: listOf(),
  invitations: listOf(),
  keys: listOf(),
  below: listOf(),
};

/**
 * Answers as the API does to an operator who is an officer too; what is given replaces its parts. A wish is answered with
 * `wished`; left out, that what it is about is not there any more.
 */
export function signedIn(others: Readonly<Record<string, unknown>> = {}, wished?: object): (document: string) => Answer {
  const account = { id: "01ACCOUNT", name: "Aigerim Example", email: "aigerim@example.org", locale: "kk", secondFactor: false };
  const roles = [
    { id: "01", role: "OPERATOR", counts: true, body: { id: "01NODE", name: "Node", kind: "NODE" } },
    { id: "02", role: "ASSOCIATION_OFFICER", counts: true, body: association },
  ];
  const data = {
    viewer: { account, roles, loginSessions: [] },
    invitation: offer,
    actingBody: association,
    actingBodies: listOf(association),
    accounts: listOf(),
    auditLog: listOf(),
    workerTroubles: [],
    jobQueues: [],
    deadLetters: [],
    ...others,
  };
  const gone = { __typename: "RecordNotFound", message: "It is gone.", path: null };
  return (document) => ({ data: document.startsWith("mutation") ? { wish: wished ?? gone } : data });
}

/** A refusal as account routes answer it. */
export function refusal(status: number, code: string, headers: Readonly<Record<string, string>> = {}): Response {
  return Response.json({ code, message: `${code} in words` }, { status, headers });
}
