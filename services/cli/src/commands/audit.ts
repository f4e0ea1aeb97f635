import { type Checkpoint, exportAuditLog, sealAuditLog, type Verdict, verifyAuditLog, verifyExport } from "@dostyk/identity";
import { Refusal } from "@dostyk/kernel";
import { createReadStream, createWriteStream } from "node:fs";
import process from "node:process";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { withDatabase } from "../with-database.ts";

/** The log is not as it was written; the sentence names the first place. */
class AuditLogBroken extends Refusal {
  constructor(sentence: string) {
    super(`The audit log is not whole. ${sentence}`);
  }
}

/** What was typed after the command cannot be meant. */
class AuditWordsUnclear extends Refusal {
  constructor(problem: string) {
    super(`${problem} It is: dostyk audit export [file], or dostyk audit verify [file] [--checkpoint <position>:<hash>].`);
  }
}

/** The file cannot be read or written. */
class AuditFileUnusable extends Refusal {
  constructor(why: string, cause: unknown) {
    super(`The file cannot be used: ${why}`, { cause });
  }
}

/** Writes the log as NDJSON into a new file that only its owner may read, or to the terminal, and prints its checkpoint. */
export async function auditExport(words: readonly string[]): Promise<void> {
  const { file } = understood(words);
  await withDatabase(readConfig(process.env), async (database) => {
    // So that the last minute is in it too.
    await sealAuditLog(database, () => new Date());
    // The log holds personal data, and an older export is not written over.
    const out = file === undefined ? process.stdout : createWriteStream(file, { flags: "wx", mode: 0o600 });
    await answerable(pipeline(Readable.from(exportAuditLog(database)), out, { end: file !== undefined }));
  });
}

/** Follows the chain of an exported file, without server and database, or of the node's own log without a file. */
export async function auditVerify(words: readonly string[]): Promise<void> {
  const { file, checkpoint } = understood(words);
  if (file !== undefined) return say(await answerable(verifyExport(createReadStream(file), checkpoint)));
  await withDatabase(readConfig(process.env), async (database) => {
    say(await verifyAuditLog(database, checkpoint));
    const unsealed = await database.prisma.auditLine.count({ where: { position: null } });
    if (unsealed > 0) console.log(`${unsealed} more are not sealed yet, so nothing can be said of them.`);
  });
}

function say(verdict: Verdict): void {
  if (!verdict.whole) throw new AuditLogBroken(verdict.fault.sentence);
  const { lines, erased, head } = verdict;
  console.log(`The audit log is whole: ${lines} lines, ${erased} of them with their details erased.`);
  if (head !== null) console.log(`Checkpoint ${head.position}:${head.hash}`);
}

const reasons: Readonly<Record<string, string>> = {
  EEXIST: "there is one of that name, and an export is not written over.",
  ENOENT: "there is none of that name, or no folder for it.",
  EISDIR: "it is a folder.",
  EACCES: "this user may not.",
  ENOSPC: "the disk is full.",
  EPIPE: "whoever read it has gone.",
};

/** The work with a file, whose failures become sentences about it. */
async function answerable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const why = error instanceof Error && "code" in error ? reasons[String(error.code)] : undefined;
    if (why === undefined) throw error;
    throw new AuditFileUnusable(why, error);
  }
}

type Understood = { readonly file: string | undefined; readonly checkpoint: Checkpoint | undefined };

function understood(words: readonly string[]): Understood {
  const { positionals, values } = parsed(words);
  if (positionals.length > 1) throw new AuditWordsUnclear(`Only one file at a time, not ${positionals.length}.`);
  return { file: positionals[0], checkpoint: values.checkpoint === undefined ? undefined : checkpointIn(values.checkpoint) };
}

function parsed(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], allowPositionals: true, options: { checkpoint: { type: "string" } } });
  } catch (error) {
    // Node's own sentence about a word that it does not know.
    if (error instanceof TypeError) throw new AuditWordsUnclear(error.message);
    throw error;
  }
}

function checkpointIn(text: string): Checkpoint {
  const [, position, hash] = /^([1-9]\d{0,14}):([0-9a-f]{64})$/u.exec(text) ?? [];
  if (position === undefined || hash === undefined) throw new AuditWordsUnclear(`"${text.slice(0, 100)}" is no checkpoint.`);
  return { position: Number(position), hash };
}
