/** The account routes, as the portal's forms use them: fields as JSON, from the site's own origin, on the reader's behalf. */

/** Answers a request to a route below `/auth`: in one process the accounts themselves, otherwise `fetch`. */
export type Auth = (request: Request) => Promise<Response>;

/** A way to sign in that is somebody else's. */
export interface Provider {
  /** As it stands in the callback's address. */
  readonly id: string;
  /** On the button. */
  readonly name: string;
}

/** Why an account route or a mutation refused a wish. */
export interface Refused {
  /** The code or the type's name; the catalogues word it under `refusal.<code>`. */
  readonly code: string;
  /** Its own sentence, in English, for codes the catalogues do not know. */
  readonly message: string;
  /** Seconds after which it may be tried again, where that was said. */
  readonly waitS?: number;
}

/** What an account route answered. */
export type AuthAnswer =
  | { readonly ok: true; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly refused: Refused };

/** Headers of the reader's request that the account routes go by. Any other is none of their business. */
const passedOn = ["user-agent", "x-dostyk-client-ip", "x-request-id", "accept-language"];

/** The request to a route, on behalf of the reader whose own headers are given. */
export function authRequest(origin: string, path: string, fields: object, reader: Headers, cookie: string | undefined): Request {
  const headers = new Headers({ "content-type": "application/json", origin });
  for (const name of passedOn) {
    const value = reader.get(name);
    if (value !== null) headers.set(name, value);
  }
  if (cookie !== undefined) headers.set("cookie", cookie);
  return new Request(`${origin}/auth${path}`, { method: "POST", headers, body: JSON.stringify(fields) });
}

/** Reads an answer. What is no JSON object is read as one without fields: only the status counts then. */
export async function authAnswerOf(response: Response): Promise<AuthAnswer> {
  const body = objectOf(await response.text());
  if (response.ok) return { ok: true, body };
  const { code, message } = body;
  const waitS = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    ok: false,
    refused: {
      code: typeof code === "string" ? code : `HTTP_${response.status}`,
      message: typeof message === "string" ? message : response.statusText,
      ...(Number.isFinite(waitS) ? { waitS } : {}),
    },
  };
}

function objectOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
