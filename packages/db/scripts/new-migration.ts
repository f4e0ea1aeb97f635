// Writes prisma/migrations/<time>_<name>/migration.sql with what the schema has and the migrations have not.
//   pnpm --filter @dostyk/db migration <name> [--at 20261121000000]
// With --at, only the migrations before that time count: so one that was not released yet is deleted and made again.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import process from "node:process";
import { parseArgs } from "node:util";
import { missingMigration } from "../src/migrate.ts";
import { migrationsFolder, readMigrations } from "../src/migrations.ts";
import { startScratchServer } from "../src/testing/server.ts";

const { positionals, values } = parseArgs({ allowPositionals: true, options: { at: { type: "string" } } });
const name = positionals
  .join("_")
  .toLowerCase()
  .replaceAll(/[^a-z0-9]+/g, "_");
const at = values.at ?? new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);

if (name === "" || !/^\d{14}$/.test(at)) {
  process.stderr.write("Say what it does: pnpm --filter @dostyk/db migration add_the_outbox [--at 20261121000000]\n");
  process.exit(2);
}

await mkdir(migrationsFolder, { recursive: true });
const server = await startScratchServer();
try {
  const earlier = (await readMigrations()).filter((migration) => migration.name < at);
  const sql = await missingMigration(server.url, earlier);
  if (sql === "") {
    process.stdout.write("The migrations already say what the schema says.\n");
  } else {
    const folder = join(migrationsFolder, `${at}_${name}`);
    await mkdir(folder);
    await writeFile(join(folder, "migration.sql"), `${sql}\n`);
    await writeFile(join(migrationsFolder, "migration_lock.toml"), 'provider = "postgresql"\n');
    process.stdout.write(`Wrote ${folder}/migration.sql. Read it before you commit it.\n`);
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
} finally {
  await server.close();
}
