/** The portal's only way to data: a GraphQL document in, an answer out, whoever carries it. */

/** One error of a GraphQL answer; `extensions.code` tells a client what kind it is. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What a GraphQL server answers (GraphQL over HTTP): data, errors or both. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly AnswerError[];
  /** Cookies that go back to the reader, because their sign-in goes on or has ended. */
  readonly setCookie?: readonly string[];
}

/** Asks the API. Rejects when the API cannot be reached; a question it refuses is an answer with errors. */
export type Ask = (document: string, variables: Readonly<Record<string, unknown>>, options: AskOptions) => Promise<Answer>;

/** For whom is asked: in which language, and for which request, so that both logs name it alike. */
export interface AskOptions {
  readonly locale: string;
  readonly requestId?: string | undefined;
  /** The reader's own Cookie header. Only what the reader asked for from the site's own pages may be asked with it. */
  readonly cookie?: string | undefined;
}

const longestWaitMs = 15_000;

/** Asks an API at an address over HTTP: for a portal that runs in a process of its own. */
export function askOverHttp(endpoint: string): Ask {
  return async (query, variables, { locale, requestId, cookie }) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/graphql-response+json, application/json",
        "accept-language": locale,
        ...(requestId === undefined ? {} : { "x-request-id": requestId }),
        ...(cookie === undefined ? {} : { cookie }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(longestWaitMs),
    });
    // The shape is the protocol's; what is inside `data` is checked against the schema by the portal's tests.
    return { ...((await response.json()) as Answer), setCookie: response.headers.getSetCookie() };
  };
}
