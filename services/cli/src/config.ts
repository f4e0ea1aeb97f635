import { Refusal } from "@dostyk/kernel";
import { z } from "zod";
import { nearest } from "./nearest.ts";

const schema = z.strictObject({
  PORT: z.coerce
    .number({ error: "is a number from 0 to 65535; 0 picks a free port" })
    .int("is a whole number")
    .min(0, "is 0 (any free port) or more")
    .max(65_535, "is 65535 or less")
    .default(4000),
  HOST: z.string().min(1).default("127.0.0.1"),
  DATABASE_URL: z.string().refine(isPostgresUrl, "is an address such as postgresql://user:password@host:5432/database").optional(),
  DOSTYK_DATA: z.string().min(1).default(".dostyk"),
  DOSTYK_ORIGIN: z
    .string()
    .refine(isOrigin, "is an origin such as https://dostyk.example, without a path")
    .transform((origin) => new URL(origin).origin)
    // Not the port: identities are made of the origin and have to stay when the node is started on another one.
    .default("http://localhost:4000"),
  DOSTYK_DEBUG: z.enum(["0", "1"], { error: "is 0 or 1" }).default("0"),
});

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
  /** Show where in the code an unexpected fault happened. */
  readonly debug: boolean;
}

/** The environment says something that cannot be meant. Every problem is listed. */
export class ConfigurationInvalid extends Refusal {
  constructor(problems: readonly string[]) {
    super(["The configuration cannot be used:", ...problems.map((problem) => `  ${problem}`)].join("\n"));
  }
}

/** Reads the configuration. An empty variable counts as one that is not set. @throws ConfigurationInvalid */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const known = Object.keys(schema.shape);
  const problems = Object.keys(env)
    .filter((name) => name.startsWith("DOSTYK_") && !name.startsWith("DOSTYK_TEST_") && !known.includes(name))
    .map((name) => `${name} is not a setting. Did you mean ${nearest(name, known)}?`);

  const given = known.flatMap((name) => (env[name] ? [[name, env[name]] as const] : []));
  const read = schema.safeParse(Object.fromEntries(given));
  if (!read.success) problems.push(...read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}.`));
  if (!read.success || problems.length > 0) throw new ConfigurationInvalid(problems);

  const { data } = read;
  return {
    port: data.PORT,
    host: data.HOST,
    databaseUrl: data.DATABASE_URL,
    dataFolder: data.DOSTYK_DATA,
    origin: data.DOSTYK_ORIGIN,
    originGiven: Boolean(env["DOSTYK_ORIGIN"]),
    debug: data.DOSTYK_DEBUG === "1",
  };
}

/** The configuration as it may be shown to anybody: one line a setting, without passwords. */
export function describeConfig(config: Config): string {
  const lines: readonly (readonly [string, string])[] = [
    ["PORT", config.port === 0 ? "0 (any free port)" : String(config.port)],
    ["HOST", config.host],
    ["DATABASE_URL", config.databaseUrl === undefined ? "not set (a Postgres of the node's own)" : redacted(config.databaseUrl)],
    ["DOSTYK_DATA", config.dataFolder],
    ["DOSTYK_ORIGIN", config.origin],
    ["DOSTYK_DEBUG", config.debug ? "1" : "0"],
  ];
  return lines.map(([name, value]) => `${name.padEnd(14)}${value}`).join("\n");
}

function redacted(url: string): string {
  const shown = new URL(url);
  if (shown.password !== "") shown.password = "…";
  // A query may hold a password too.
  shown.search = "";
  return decodeURI(shown.href);
}

function isPostgresUrl(text: string): boolean {
  return URL.canParse(text) && ["postgres:", "postgresql:"].includes(new URL(text).protocol);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, pathname, search, hash, username } = new URL(text);
  return ["http:", "https:"].includes(protocol) && `${pathname}${search}${hash}${username}` === "/";
}
