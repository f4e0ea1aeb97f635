import { Refusal } from "@dostyk/kernel";
import process from "node:process";
import { nearest } from "./nearest.ts";

// graphql looks for mistakes of programmers at every value of an answer unless it is told that nobody is programming.
process.env["NODE_ENV"] ??= "production";

// Loaded when asked for: a node is much code, and checking the configuration needs none of it.
const commands: Readonly<Record<string, { readonly run: () => Promise<void>; readonly about: string }>> = {
  start: { run: async () => (await import("./commands/start.ts")).start(), about: "start a node: its database, its website and its API" },
  "config check": {
    run: async () => (await import("./commands/config-check.ts")).configCheck(),
    about: "print the configuration as it is understood, without secrets",
  },
  "archive check": {
    run: async () => (await import("./commands/archive-check.ts")).archiveCheck(),
    about: "read the founding record and list what is wrong with it",
  },
  help: { run: help, about: "print this" },
};

async function help(): Promise<void> {
  const lines = Object.entries(commands).map(([name, { about }]) => `  ${name.padEnd(16)}${about}`);
  console.log(
    [
      "dostyk <command>",
      "",
      ...lines,
      "",
      "Settings come from the environment: PORT, HOST, DATABASE_URL, DOSTYK_DATA, DOSTYK_ORIGIN, DOSTYK_DEBUG.",
    ].join("\n"),
  );
}

/** What an operator typed cannot be done; the sentence says what can. */
class NoSuchCommand extends Refusal {
  constructor(typed: string) {
    super(`There is no command "${typed}". Did you mean "${nearest(typed, Object.keys(commands))}"? "help" lists all.`);
  }
}

async function main(words: readonly string[]): Promise<void> {
  const typed = words.filter((word) => word !== "--").join(" ");
  const asksForHelp = typed === "" || typed === "--help" || typed === "-h";
  const command = commands[asksForHelp ? "help" : typed];
  if (command === undefined) throw new NoSuchCommand(typed);
  await command.run();
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
