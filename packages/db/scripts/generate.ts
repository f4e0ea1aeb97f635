// Makes src/generated (Prisma's client, Pothos' types) when the schema or one of the generators has changed.
// Runs before every start, test and check, so a run with nothing to do has to cost next to nothing:
// it imports Node's own modules only and compares one hash.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { performance } from "node:perf_hooks";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const room = dirname(dirname(fileURLToPath(import.meta.url)));
const schemaFolder = join(room, "prisma", "schema");
const generated = join(room, "src", "generated");
const stampFile = join(generated, "stamp");
const scratch = join(room, "node_modules", ".cache", "generate");
const lock = join(scratch, "lock");

const require = createRequire(import.meta.url);

/** One hash over everything the generated files depend on. */
function wantedStamp(): string {
  const hash = createHash("sha256");
  for (const file of readdirSync(schemaFolder).toSorted()) {
    if (file.endsWith(".prisma")) hash.update(`${file}\n`).update(readFileSync(join(schemaFolder, file)));
  }
  // The versions that are installed, not those that are asked for.
  for (const name of ["prisma", "@prisma/client", "@pothos/plugin-prisma"]) {
    hash.update(readFileSync(join(room, "node_modules", name, "package.json")));
  }
  return hash.update(readFileSync(fileURLToPath(import.meta.url))).digest("hex");
}

function currentStamp(): string | undefined {
  return existsSync(stampFile) ? readFileSync(stampFile, "utf8").trim() : undefined;
}

/** Runs `prisma generate` over a copy of the schema, so that a failure leaves what was there untouched. */
async function generateInto(workFolder: string): Promise<void> {
  const schemaCopy = join(workFolder, "prisma", "schema");
  cpSync(schemaFolder, schemaCopy, { recursive: true });
  const command = [join(dirname(require.resolve("prisma/package.json")), "build", "index.js")];
  command.push("generate", "--no-hints", `--schema=${schemaCopy}`);

  const child = spawn(process.execPath, command, {
    cwd: room,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      PATH: [join(room, "node_modules", ".bin"), dirname(process.execPath), process.env["PATH"]].join(delimiter),
      // Generating needs no engine, yet Prisma would download one. The stub is for this process alone:
      // with it `prisma migrate` reports success and applies nothing.
      PRISMA_SCHEMA_ENGINE_BINARY: noop(),
      CHECKPOINT_DISABLE: "1",
      PRISMA_HIDE_UPDATE_MESSAGE: "1",
    },
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject).once("close", resolve);
  });
  if (exitCode !== 0) throw new Error(`prisma generate failed.\n${output.trim()}`);
}

/** A program that does nothing and succeeds. */
function noop(): string {
  for (const path of ["/bin/true", "/usr/bin/true"]) {
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not here: the next place, and last Node itself, which without arguments and input ends at once.
    }
  }
  return process.execPath;
}

/** Two commands may start at once (start beside test): the first makes the files, the other waits for it. */
async function holdLock(): Promise<void> {
  mkdirSync(scratch, { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (!holderLives()) rmSync(lock, { force: true });
    await sleep(100);
  }
}

/** False when the process that wrote the lock was killed before it could remove it. */
function holderLives(): boolean {
  try {
    process.kill(Number(readFileSync(lock, "utf8")), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

async function generate(): Promise<void> {
  if (currentStamp() === wantedStamp()) return;
  await holdLock();
  const workFolder = join(scratch, String(process.pid));
  try {
    const stamp = wantedStamp();
    if (currentStamp() === stamp) return;
    const began = performance.now();
    process.stderr.write("Making the database client… ");
    rmSync(workFolder, { recursive: true, force: true });
    await generateInto(workFolder);
    const fresh = join(workFolder, "src", "generated");
    writeFileSync(join(fresh, "stamp"), `${stamp}\n`);
    mkdirSync(dirname(generated), { recursive: true });
    if (existsSync(generated)) renameSync(generated, join(workFolder, "previous"));
    renameSync(fresh, generated);
    process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1)} s\n`);
  } finally {
    rmSync(workFolder, { recursive: true, force: true });
    rmSync(lock, { force: true });
  }
}

try {
  await generate();
} catch (error) {
  process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
