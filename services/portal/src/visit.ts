/** A request to a page on which a person does something: what was sent with it, and the ways to act. */
import type { AuthAnswer, Provider } from "./auth.ts";
import type { Page, View } from "./page.ts";

/** A page that knows who asks for it, and can act for them. */
export interface Visit extends Page {
  /** The named parts of the path, such as `token`. */
  readonly params: Readonly<Record<string, string>>;
  /** The fields of the form that was sent; none where the page is only looked at. */
  readonly fields: URLSearchParams;
  /** Posts fields to an account route on the reader's behalf; cookies it sets go back to them. */
  readonly auth: (path: string, fields: object) => Promise<AuthAnswer>;
  readonly providers: readonly Provider[];
  /** Who is signed in, or null. Asked once a request. */
  readonly reader: () => Promise<Reader | null>;
  readonly now: () => Date;
}

/** The person who is signed in. */
export interface Reader {
  readonly name: string;
  /** Whether they run the node: their role counts by now. */
  readonly operator: boolean;
}

/** Another page to go on to, by its path with the language. */
export interface Onward {
  readonly onward: string;
}

/** A text for the reader to keep as a file. */
export interface Download {
  readonly file: string;
  readonly text: string;
}

/** Answers a visit. */
export type VisitHandler = (visit: Visit) => Promise<View | Onward | Download>;

/** The wish needs somebody, and nobody is signed in: they are sent to sign in, and come back. */
export class SignInNeeded extends Error {
  override readonly name = "SignInNeeded";
}

/** The wish wants a fresh proof of who the person is; the form is kept until they have given it. */
export class ProofNeeded extends Error {
  override readonly name = "ProofNeeded";
}

/** The person who is signed in. @throws SignInNeeded */
export async function readerOf(visit: Visit): Promise<Reader> {
  const reader = await visit.reader();
  if (reader === null) throw new SignInNeeded();
  return reader;
}
