import { type OidcProvider, readProviders } from "@dostyk/identity/providers";
import { Refusal } from "@dostyk/kernel";
import type { EngineAccess } from "@dostyk/search";
import { z } from "zod";
import { isEasilyGuessed, isLoopback, isMailAddress, isMailServer, isOrigin, isPostgresUrl, secretBytes } from "./setting-rules.ts";
import { nearest } from "./nearest.ts";
import { type Environment, givenSettings } from "./setting-sources.ts";

const port = (what: string) =>
  z.coerce
    .number({ error: `is a number from 0 to 65535; ${what}` })
    .int("is a whole number")
    .min(0, `is 0 or more; ${what}`)
    .max(65_535, "is 65535 or less");

const wholeNumber = (most: number) =>
  z.coerce
    .number({ error: `is a whole number from 0 to ${most}` })
    .int("is a whole number")
    .min(0, "is 0 or more")
    .max(most, `is ${most} or less`);

const schema = z.strictObject({
  PORT: port("0 picks a free port").default(4000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: z.string().refine(isPostgresUrl, "is an address such as postgresql://user:password@host:5432/database").optional(),
  DOSTYK_DATA: z.string().default(".dostyk"),
  DOSTYK_ORIGIN: z
    .string()
    .refine(isOrigin, "is an origin such as https://dostyk.example, without a path")
    .transform((origin) => new URL(origin).origin)
    // Not the port: identities are made of the origin and have to stay when the node is started on another one.
    .default("http://localhost:4000"),
  DOSTYK_SECRET: z
    .string()
    .refine(
      (secret) => Buffer.byteLength(secret) >= secretBytes,
      `has at least ${secretBytes} bytes; \`openssl rand -base64 48\` makes one`,
    )
    .refine((secret) => !isEasilyGuessed(secret), "can be guessed; `openssl rand -base64 48` makes one that cannot")
    .optional(),
  DOSTYK_TRUSTED_PROXIES: wholeNumber(10).default(0),
  DOSTYK_REQUESTS_PER_MINUTE: wholeNumber(1_000_000).default(600),
  DOSTYK_MANAGEMENT_PORT: port("0 picks a free port").optional(),
  DOSTYK_LOG_LEVEL: z
    .enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"], {
      error: "is one of silent, fatal, error, warn, info, debug, trace",
    })
    .optional(),
  DOSTYK_SMTP_URL: z.string().refine(isMailServer, "is an address such as smtps://user:password@mail.example:465").optional(),
  DOSTYK_MAIL_FROM: z
    .string()
    .refine(isMailAddress, "is an address such as node@dostyk.example, or Dostyk <node@dostyk.example>")
    .optional(),
  DOSTYK_OIDC_PROVIDERS: z
    .string()
    .transform((text, context) => {
      try {
        return readProviders(JSON.parse(text));
      } catch (error) {
        const what = error instanceof Refusal ? error.message.replaceAll("\n", "; ") : "it is no JSON";
        context.addIssue({ code: "custom", message: `is a list of providers in JSON; ${what}` });
        return z.NEVER;
      }
    })
    .optional(),
  DOSTYK_SECURITY_CONTACT: z
    .string()
    .refine((text) => /^(?:https:\/\/|mailto:[^\s@]+@|tel:\+)\S+$/u.test(text), "begins with mailto:, https:// or tel:+ (RFC 9116)")
    .optional(),
  DOSTYK_MEILI_URL: z.url({ protocol: /^https?$/u, error: "is an address such as http://127.0.0.1:7700" }).optional(),
  DOSTYK_MEILI_KEYS: z
    .string()
    .regex(/^[\w-]{16,}(?:,[\w-]{16,}){2}$/u, "is three keys with commas between them, as `dostyk search keys` prints them")
    .optional(),
  DOSTYK_DEBUG: z.enum(["0", "1"], { error: "is 0 or 1" }).default("0"),
});

type Settings = z.output<typeof schema>;

/** The names of all settings, in the order in which they are shown. */
export const settingNames: readonly string[] = Object.keys(schema.shape);

/** What an operator may decide about a node, read from the environment. */
export interface Config {
  /** 0 stands for any free port. */
  readonly port: number;
  readonly host: string;
  /** Undefined: the node starts a Postgres of its own. */
  readonly databaseUrl: string | undefined;
  readonly dataFolder: string;
  /** The identities of the node's records begin with this origin. */
  readonly origin: string;
  /** Whether the operator has named the origin: then readers come by it too, else by the port that was taken. */
  readonly originGiven: boolean;
  /** At least 32 bytes; undefined: the data folder keeps one of the node's own, see `nodeSecret()`. Never undefined in production. */
  readonly secret: string | undefined;
  /** How many proxies of the operator's stand between a reader and the node. */
  readonly trustedProxies: number;
  /** How much one client address may ask in a minute; 0 is without limit. */
  readonly requestsPerMinute: number;
  /** Where probes and metrics are to be had on 127.0.0.1; 0 stands for any free port, undefined for nowhere. */
  readonly managementPort: number | undefined;
  /** Undefined: `warn` for a person at a terminal, else `info`. */
  readonly logLevel: Settings["DOSTYK_LOG_LEVEL"];
  /** Who carries the node's mail, and whose name it bears; undefined: nobody does. */
  readonly mail: { readonly smtpUrl: string; readonly from: string } | undefined;
  /** Providers people may sign in with; most often the text of a file, by DOSTYK_OIDC_PROVIDERS_FILE. */
  readonly providers: readonly OidcProvider[];
  /** The URI under which somebody who found a hole reaches the operator (RFC 9116 §2.5.3); undefined: security.txt is not served. */
  readonly securityContact: string | undefined;
  /** A Meilisearch server in front of the node's own search, and the keys for each work there; undefined: Postgres answers alone. */
  readonly searchEngine: EngineAccess | undefined;
  /** Show where in the code an unexpected fault happened. */
  readonly debug: boolean;
  /** `start --trial`: rules of production do not hold, and every page says so. */
  readonly trial: boolean;
}

/** The environment says something that cannot be meant. Every problem is listed. */
export class ConfigurationInvalid extends Refusal {
  constructor(problems: readonly string[]) {
    super(["The configuration cannot be used:", ...problems.map((problem) => `  ${problem}`)].join("\n"));
  }
}

/** What stands in the words of the command rather than in the environment. */
export interface ConfigOptions {
  /** Default: no. */
  readonly trial?: boolean;
}

/**
 * Reads the configuration: each setting from its variable, the file `NAME_FILE` names, or systemd's credential of that name.
 *
 * **In production** is a node that others can reach: its origin is not this computer's, or it listens beyond loopback. There
 * the origin is https and the secret given; `trial` allows both to be missing.
 *
 * @throws ConfigurationInvalid
 */
export function readConfig(env: Environment, { trial = false }: ConfigOptions = {}): Config {
  const { values, problems: misplaced } = givenSettings(env, settingNames);
  const problems = [...unknownNames(env), ...misplaced];
  const read = schema.safeParse(values);
  if (!read.success) problems.push(...read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`));
  else problems.push(...mailProblems(read.data), ...searchProblems(read.data), ...(trial ? [] : productionProblems(read.data)));
  if (!read.success || problems.length > 0) throw new ConfigurationInvalid(problems);

  const { data } = read;
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    dataFolder: data.DOSTYK_DATA,
    origin: data.DOSTYK_ORIGIN,
    originGiven: "DOSTYK_ORIGIN" in values,
    secret: data.DOSTYK_SECRET,
    trustedProxies: data.DOSTYK_TRUSTED_PROXIES,
    requestsPerMinute: data.DOSTYK_REQUESTS_PER_MINUTE,
    managementPort: data.DOSTYK_MANAGEMENT_PORT,
    logLevel: data.DOSTYK_LOG_LEVEL,
    mail:
      data.DOSTYK_SMTP_URL === undefined || data.DOSTYK_MAIL_FROM === undefined
        ? undefined
        : { smtpUrl: data.DOSTYK_SMTP_URL, from: data.DOSTYK_MAIL_FROM },
    providers: data.DOSTYK_OIDC_PROVIDERS ?? [],
    securityContact: data.DOSTYK_SECURITY_CONTACT,
    searchEngine: searchEngineIn(data),
    debug: data.DOSTYK_DEBUG === "1",
    trial,
  };
}

function unknownNames(env: Environment): readonly string[] {
  const known = new Set(settingNames.flatMap((name) => [name, `${name}_FILE`]));
  return Object.keys(env)
    .filter((name) => name.startsWith("DOSTYK_") && !name.startsWith("DOSTYK_TEST_") && !known.has(name))
    .map((name) => `${name} is not a setting. Did you mean ${nearest(name, [...known])}?`);
}

function mailProblems({ DOSTYK_SMTP_URL: server, DOSTYK_MAIL_FROM: from }: Settings): readonly string[] {
  if (server !== undefined && from === undefined)
    return ["DOSTYK_MAIL_FROM is missing: DOSTYK_SMTP_URL names a server, and mail has a sender."];
  if (server === undefined && from !== undefined)
    return ["DOSTYK_SMTP_URL is missing: DOSTYK_MAIL_FROM names a sender, and nobody carries the mail."];
  return [];
}

function searchProblems({ DOSTYK_MEILI_URL: url, DOSTYK_MEILI_KEYS: keys }: Settings): readonly string[] {
  if (url === undefined && keys !== undefined) return ["DOSTYK_MEILI_URL is missing: DOSTYK_MEILI_KEYS opens a server that nobody names."];
  return [];
}

function searchEngineIn({ DOSTYK_MEILI_URL: url, DOSTYK_MEILI_KEYS: keys }: Settings): EngineAccess | undefined {
  // Before there are keys, the address alone serves the command that makes them.
  if (url === undefined || keys === undefined) return undefined;
  const [searchKey = "", writerKey = "", adminKey = ""] = keys.split(",");
  return { url, searchKey, writerKey, adminKey };
}

function productionProblems({ HOST: host, DOSTYK_ORIGIN: origin, DOSTYK_SECRET: secret }: Settings): readonly string[] {
  const { protocol, hostname } = new URL(origin);
  if (isLoopback(host) && isLoopback(hostname)) return [];
  const otherwise = "`start --trial` does without, and says so on every page.";
  const problems: string[] = [];
  if (protocol !== "https:")
    problems.push(`DOSTYK_ORIGIN is ${origin}; others can reach this node, so it begins with https://. ${otherwise}`);
  if (secret === undefined)
    problems.push(`DOSTYK_SECRET is missing; others can reach this node. \`openssl rand -base64 48\` makes one. ${otherwise}`);
  return problems;
}
