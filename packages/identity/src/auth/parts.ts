import type { Database } from "@dostyk/db";
import type { Clock } from "@dostyk/kernel";
import { type Letter, write } from "../mail/letters.ts";
import type { Mailer } from "../mail/mail.ts";
import { type Attempts, countAttempts } from "./attempts.ts";
import type { OidcProvider } from "./providers.ts";

/** What accounts need from outside themselves. */
export type AuthOptions = {
  readonly database: Pick<Database, "prisma" | "pool">;
  /** The node's public origin. Links and cookies are made for it, whatever a request claims to have asked for. */
  readonly origin: string;
  /** 32 bytes or more: signs cookies, encrypts second factors. Changing it ends every sign-in and every second factor. */
  readonly secret: string;
  readonly mailer: Mailer;
  readonly providers: readonly OidcProvider[];
  readonly clock: Clock;
  readonly newId: () => string;
  /** Requests a minute an address may make. Default: 30. */
  readonly attemptsPerMinute?: number;
  /** Told of what went wrong and could be answered all the same, such as a mail server that is down. */
  readonly onFault: (error: unknown, what: string) => void;
};

/** To whom a letter goes, and in which language. */
export type Reader = { readonly email: string; readonly locale: string };

/** What the parts of accounts share. */
export type AuthParts = AuthOptions & {
  readonly attempts: Attempts;
  /** Writes to somebody without making the request wait: how long a mail server takes says whether an address has an account. */
  readonly post: (letter: Letter, reader: Reader) => void;
};

export function authParts(options: AuthOptions): AuthParts {
  const post: AuthParts["post"] = (letter, reader) => {
    const lost = (error: unknown): void => options.onFault(error, `a letter (${letter.kind}) could not be sent`);
    options.mailer.send(write(letter, reader, options.origin)).catch(lost);
  };
  return { ...options, attempts: countAttempts(options.database, options.attemptsPerMinute), post };
}

/** A row of an account as the library hands it over, read for a letter. */
export function readerOf(user: { readonly email: string; readonly locale?: unknown }): Reader {
  return { email: user.email, locale: typeof user.locale === "string" ? user.locale : "en" };
}
