import type { HealthCheck } from "@dostyk/api";
import { migrationProblem, type Database } from "@dostyk/db";
import { workerTroubles } from "@dostyk/jobs";
import { statfs } from "node:fs/promises";

// A database of a million records and its write-ahead log fit in the first; below the second Postgres may not end a transaction.
const ROOMY_BYTES = 1_000_000_000;
const NEEDED_BYTES = 100_000_000;

/** What the node stands on: the tables, the pages they lie on, the folder beside them. */
export function groundChecks({ pool }: Pick<Database, "pool">, dataFolder: string): readonly HealthCheck[] {
  return [
    {
      name: "migrations",
      about: "The tables are those of this release.",
      whenSilent: "down",
      async check() {
        const problem = await migrationProblem(pool);
        return problem === null ? "ok" : { status: "down", note: problem };
      },
    },
    {
      name: "checksums",
      about: "Postgres notices pages that the disk changed. Where they are off, it does not; nothing else is lost.",
      async check() {
        const { rows } = await pool.query<{ data_checksums: string }>("SHOW data_checksums");
        return { status: "ok", note: rows[0]?.data_checksums ?? "unknown" };
      },
    },
    {
      name: "disk",
      about: "The data folder has room to write.",
      async check() {
        const { bavail, bsize } = await statfs(dataFolder);
        return diskHealth(bavail * bsize);
      },
    },
  ];
}

/** What is done after a wish. Readers lose nothing without it, so the node is degraded and not down. */
export function workerCheck({ prisma }: Pick<Database, "prisma">): HealthCheck {
  return {
    name: "worker",
    about: "Events are relayed and jobs are run. Without it they wait; nothing is lost.",
    async check() {
      const troubles = await workerTroubles(prisma, new Date());
      return troubles.length === 0 ? "ok" : { status: "degraded", note: troubles.join(" ") };
    },
  };
}

/** What so much free room means. */
export function diskHealth(freeBytes: number): { readonly status: "ok" | "degraded" | "down"; readonly note: string } {
  const note = `${Math.floor(freeBytes / 1_000_000)} MB free`;
  if (freeBytes < NEEDED_BYTES) return { status: "down", note: `${note}; make room, or move the data folder` };
  return freeBytes < ROOMY_BYTES ? { status: "degraded", note: `${note}; make room soon` } : { status: "ok", note };
}
