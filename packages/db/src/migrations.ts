import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const prismaFolder = fileURLToPath(new URL("../prisma", import.meta.url));

/** Where the migrations lie: one folder each, named by time, with a migration.sql. */
export const migrationsFolder: string = join(prismaFolder, "migrations");

/** Where the schema lies: one .prisma file per slice. */
export const schemaFolder: string = join(prismaFolder, "schema");

/** One migration as it lies in the folder. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text in hex: what Prisma notes beside an applied migration. */
  readonly checksum: string;
}

/** All migrations of this release, oldest first. */
export async function readMigrations(folder: string = migrationsFolder): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

/** The schema's files, as Prisma's engine wants them. */
export async function readSchema(): Promise<{ files: { path: string; content: string }[] }> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith(".prisma")).toSorted();
  const files = names.map(async (name) => {
    const path = join(schemaFolder, name);
    return { path, content: await readFile(path, "utf8") };
  });
  return { files: await Promise.all(files) };
}
