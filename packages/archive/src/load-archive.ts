import { fileURLToPath } from "node:url";
import { recordCompetitions } from "@dostyk/competitions";
import { type PrismaClient, serializable, type Transaction } from "@dostyk/db";
import { recordOrganizations, recordPeople, recordPlaces, recordThemes } from "@dostyk/directory";
import { recordSources } from "@dostyk/evidence";
import { recordActivities, recordExternalEvents, recordOutputs } from "@dostyk/exchanges";
import { type CommandContext, InvalidInput, Refusal } from "@dostyk/kernel";
import { recordPartnerships } from "@dostyk/partnerships";
import { recordPractices } from "@dostyk/practices";
import { recordProgrammes } from "@dostyk/programmes";
import { recordReports } from "@dostyk/reporting";
import { recordStatements, recordSubjects } from "@dostyk/statements";
import type { ListName } from "./format.ts";
import { ArchiveBroken } from "./problem.ts";
import { type Archive, archiveDigest, type ArchivedRecord, readArchive } from "./read-archive.ts";

/** The founding record, as it stands beside this code. */
export const foundingRecord = fileURLToPath(new URL("../record", import.meta.url));

/** Who asserts what the founding record says its sources say. */
export const foundingAsserter = "Dostyk founding record";

/** What came of a load. */
export type Loaded = { readonly loaded: boolean; readonly records: number; readonly claims: number };

type Record_ = (tx: Transaction, context: CommandContext, inputs: never) => Promise<void>;

// The order of the house: a record's references come before it.
const commands: readonly (readonly [ListName, Record_])[] = [
  ["sources", recordSources],
  ["places", recordPlaces],
  ["organizations", recordOrganizations],
  ["people", recordPeople],
  ["programmes", recordProgrammes],
  ["partnerships", recordPartnerships],
  ["externalEvents", recordExternalEvents],
  ["activities", recordActivities],
  ["outputs", recordOutputs],
  ["practices", recordPractices],
  ["competitions", recordCompetitions],
  ["statements", recordStatements],
  ["reports", recordReports],
];

/**
 * Loads an archive through the slices' commands, in one transaction: all of it or nothing. The archive that was loaded
 * last is not loaded again: its digest tells. A record that is no longer in the archive stays as it was.
 * Throws `ArchiveBroken` with file, line and path of each mistake.
 */
export async function loadArchive(
  prisma: PrismaClient,
  context: CommandContext,
  folder: string,
  onProgress: (list: ListName, records: number) => void = () => {},
): Promise<Loaded> {
  const last = await prisma.archiveLoad.findFirst({ orderBy: { loadedAt: "desc" } });
  if (last !== null && last.digest === (await archiveDigest(folder))) return { loaded: false, records: last.records, claims: last.claims };
  const archive = await readArchive(folder);
  const all = Object.values(archive.records).flat();
  const sum = { records: all.length, claims: all.reduce((total, { claims }) => total + claims.length, 0) };
  await serializable(
    { prisma },
    async (tx) => {
      await recordThemes(tx, archive.themes);
      await recordSubjects(tx, archive.subjects);
      for (const [list, command] of commands) {
        onProgress(list, archive.records[list].length);
        await placed(archive, list, () => command(tx, context, archive.records[list].map(inputOf) as never));
      }
      const { digest } = archive;
      const load = { ...sum, loadedAt: context.now() };
      // An archive that was changed and changed back is loaded a second time under the digest it had.
      await tx.archiveLoad.upsert({ where: { digest }, create: { digest, ...load }, update: load });
    },
    { timeoutMs: 120_000 },
  );
  return { loaded: true, ...sum };
}

function inputOf({ slug, fields, claims }: ArchivedRecord) {
  return { ...fields, slug, claims };
}

/** Turns the problems of a command, whose paths begin with the record's slug, into places in files. */
async function placed(archive: Archive, list: ListName, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { message, path = [] } = error;
    const problems = error instanceof InvalidInput ? error.problems : [{ path, message }];
    const bySlug = new Map(archive.records[list].map((record) => [record.slug, record]));
    throw new ArchiveBroken(
      problems.map((problem) => {
        const [slug = "", ...inner] = problem.path;
        const spot = bySlug.get(slug)?.spotOf(inner) ?? { file: "", line: 1 };
        return { ...spot, path: [list, ...problem.path].join("."), message: problem.message };
      }),
    );
  }
}
