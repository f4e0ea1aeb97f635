import type { Database } from "@dostyk/db";
import { newId } from "@dostyk/kernel";
import { createIdentity, type Identity } from "../identity.ts";
import type { Mail, Mailer } from "../mail/mail.ts";
import type { AuthOptions } from "./parts.ts";
import { hashPassword } from "./passwords.ts";

const origin = "http://dostyk.example";

/** A browser without a page: it keeps cookies, sends the node's origin, and speaks JSON. */
export type Visitor = {
  /** Posts to an account route, such as `/sign-in/email`. */
  post(
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<{ status: number; body: Record<string, unknown>; headers: Headers }>;
  get(path: string): Promise<{ status: number; headers: Headers }>;
  /** The headers of its next request. */
  headers(): Headers;
  readonly cookies: Map<string, string>;
};

/** Accounts over a database, letters kept in a list, faults thrown at the end. */
export type TestIdentity = Identity & {
  readonly letters: Mail[];
  readonly faults: unknown[];
  visitor(address?: string): Visitor;
};

/** Accounts as a node has them; what is given replaces the defaults. */
export function testIdentity(database: Pick<Database, "prisma" | "pool">, more: Partial<AuthOptions> = {}): TestIdentity {
  const letters: Mail[] = [];
  const faults: unknown[] = [];
  const mailer: Mailer = { kind: "smtp", send: async (mail) => void letters.push(mail), close: () => {} };
  const clock = more.clock ?? (() => new Date());
  const identity = createIdentity({
    database,
    origin,
    secret: "a secret for tests, of more than 32 bytes",
    mailer,
    providers: [],
    clock,
    newId: () => newId(clock(), Math.random),
    attemptsPerMinute: 1_000,
    onFault: (error) => faults.push(error),
    ...more,
  });
  return { ...identity, letters, faults, visitor: (address = "192.0.2.1") => visitorOf(identity, more.origin ?? origin, address) };
}

function visitorOf(identity: Identity, home: string, address: string): Visitor {
  const cookies = new Map<string, string>();
  const headers = (): Headers =>
    new Headers({
      origin: home,
      "x-dostyk-client-ip": address,
      ...(cookies.size === 0 ? {} : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
    });
  const keep = (response: Response): void => {
    for (const line of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (value === "" || /max-age=0/iu.test(line)) cookies.delete(name);
      else cookies.set(name, value);
    }
  };
  return {
    cookies,
    headers,
    async post(path, body = {}, more = {}) {
      const sent = headers();
      sent.set("content-type", "application/json");
      for (const [name, value] of Object.entries(more)) sent.set(name, value);
      const response = await identity.handle(
        new Request(`${home}/auth${path}`, { method: "POST", headers: sent, body: JSON.stringify(body) }),
      );
      keep(response);
      const text = await response.text();
      return {
        status: response.status,
        headers: response.headers,
        body: text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : {},
      };
    },
    async get(path) {
      const response = await identity.handle(new Request(`${home}${path}`, { headers: headers(), redirect: "manual" }));
      keep(response);
      return { status: response.status, headers: response.headers };
    },
  };
}

/** An account with a password, made without an invitation. */
export async function givenAccountWithPassword(
  database: Pick<Database, "prisma">,
  { email, password, name = "Aigerim Example", verified = true }: { email: string; password: string; name?: string; verified?: boolean },
): Promise<string> {
  const id = newId(new Date(), Math.random);
  await database.prisma.userAccount.create({ data: { id, name, email, emailVerified: verified } });
  const hash = await hashPassword(password);
  await database.prisma.credential.create({
    data: { id: newId(new Date(), Math.random), userId: id, accountId: id, providerId: "credential", password: hash },
  });
  return id;
}
