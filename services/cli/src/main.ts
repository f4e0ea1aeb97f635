import { Refusal } from "@dostyk/kernel";
import process from "node:process";
import type { ConfigOptions } from "./config.ts";
import { nearest } from "./nearest.ts";

// graphql looks for mistakes of programmers at every value of an answer unless it is told that nobody is programming.
process.env["NODE_ENV"] ??= "production";

interface Command {
  readonly run: (options: ConfigOptions, operands: readonly string[]) => Promise<void>;
  readonly about: string;
  /** Whether words may follow the command. Default: none. */
  readonly takesOperands?: boolean;
}

// Loaded when asked for: a node is much code, and checking the configuration needs none of it.
const commands: Readonly<Record<string, Command>> = {
  start: {
    run: async (options) => (await import("./commands/start.ts")).start(options),
    about: "start a node: its database, its website and its API; --trial does without https and a secret",
  },
  "config check": {
    run: async (options) => (await import("./commands/config-check.ts")).configCheck(options),
    about: "print the configuration as it is understood, without secrets",
  },
  "archive check": {
    run: async () => (await import("./commands/archive-check.ts")).archiveCheck(),
    about: "read the founding record and list what is wrong with it",
  },
  "audit export": {
    run: async (_options, operands) => (await import("./commands/audit.ts")).auditExport(operands),
    about: "write the audit log into a new file, or to the terminal",
    takesOperands: true,
  },
  "audit verify": {
    run: async (_options, operands) => (await import("./commands/audit.ts")).auditVerify(operands),
    about: "name the first line of an exported file, or of the node's log, that is not as it was written",
    takesOperands: true,
  },
  "search status": {
    run: async () => (await import("./commands/search.ts")).searchStatusCommand(),
    about: "print how each search index stands",
  },
  "search rebuild": {
    run: async () => (await import("./commands/search.ts")).searchRebuild(),
    about: "make the search index anew, while the one before answers",
  },
  "search verify": {
    run: async () => (await import("./commands/search.ts")).searchVerify(),
    about: "compare the search indexes with the record and mend them",
  },
  "search keys": {
    run: async () => (await import("./commands/search.ts")).searchKeys(),
    about: "make the node's keys to a Meilisearch server, by its master key",
  },
  help: { run: help, about: "print this" },
};

async function help(): Promise<void> {
  const { settingNames } = await import("./config.ts");
  const lines = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(16)}${about}`);
  console.log(
    [
      "dostyk <command>",
      "",
      ...lines,
      "",
      "Settings come from the environment; services/cli/README.md says what each does:",
      `  ${settingNames.join(" ")}`,
      "Each may also stand in a file that NAME_FILE names, or in a systemd credential of its name.",
    ].join("\n"),
  );
}

/** What an operator typed cannot be done; the sentence says what can. */
class NoSuchCommand extends Refusal {
  constructor(typed: string) {
    super(`There is no command "${typed}". Did you mean "${nearest(typed, Object.keys(commands))}"? "help" lists all.`);
  }
}

/** The command the words begin with; they are all of it where it takes no more. */
function named(words: readonly string[]): readonly [string, Command | undefined] {
  const all = words.join(" ");
  const found = Object.entries(commands).find(([name, { takesOperands }]) => all === name || (takesOperands && all.startsWith(`${name} `)));
  return found ?? [all, undefined];
}

async function main(words: readonly string[]): Promise<void> {
  const trial = words.includes("--trial");
  const typed = words.filter((word) => !["--", "--trial"].includes(word));
  const asksForHelp = typed.length === 0 || typed[0] === "--help" || typed[0] === "-h";
  const [name, command] = asksForHelp ? ["help", commands["help"]] : named(typed);
  if (command === undefined) throw new NoSuchCommand(typed.join(" "));
  await command.run({ trial }, typed.slice(name.split(" ").length));
}

/** People get a sentence; where in the code a fault happened is shown to those who ask for it. */
function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (process.env["DOSTYK_DEBUG"] === "1" && error instanceof Error) return error.stack ?? error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Something went wrong that should not: ${message}\nDOSTYK_DEBUG=1 shows where.`;
}

function fail(error: unknown): void {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = 1;
}

// A terminal that was closed, or a pipe whose reader has gone: not being heard is no reason to leave the order of stopping.
for (const out of [process.stdout, process.stderr]) out.on("error", () => {});

process.on("uncaughtException", (error) => {
  fail(error);
  // The state is unknown, so it ends; the database's own exit hook stops Postgres.
  process.exit(1);
});
await main(process.argv.slice(2)).catch(fail);
