import { InvalidInput, type Problem } from "@dostyk/kernel";
import { z } from "zod";

/** A provider people may sign in with, as the operator writes it. It says who somebody is, never what they may do. */
export type OidcProvider = {
  /** In addresses: the callback is `<origin>/auth/callback/<id>`. */
  readonly id: string;
  /** On the button. */
  readonly name: string;
  /** The issuer's `/.well-known/openid-configuration`. https, but for a provider on this computer. */
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

const provider = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/u, "is up to 31 small letters, digits and hyphens"),
  name: z.string().trim().min(1).max(80),
  discoveryUrl: z.url().refine(safe, "is an https address"),
  clientId: z.string().min(1).max(200),
  clientSecret: z.string().min(1).max(500),
});
const providers = z.array(provider).max(20);

/** Reads the operator's list of providers. @throws InvalidInput with every problem and its place */
export function readProviders(json: unknown): readonly OidcProvider[] {
  const read = providers.safeParse(json);
  if (!read.success) throw new InvalidInput(read.error.issues.map(problem));
  const twice = read.data.filter(({ id }, index) => read.data.findIndex((other) => other.id === id) !== index);
  if (twice.length > 0) throw new InvalidInput(twice.map(({ id }) => ({ path: [id], message: "stands in the list twice" })));
  return read.data;
}

function safe(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" || ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
}

function problem({ path, message }: z.core.$ZodIssue): Problem {
  return { path: path.map(String), message };
}
