import { randomBytes } from "node:crypto";
import { chmod, link, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { secretBytes } from "./setting-rules.ts";
import { Refusal } from "@dostyk/kernel";

/** The node's own secret was cut or emptied: going on with another one would end every login session without a word. */
export class NodeSecretDamaged extends Refusal {
  constructor(file: string) {
    super(
      `${file} no longer holds the node's secret. Bring it back from a backup, or delete it: the node then makes another, and everybody signs in again.`,
    );
  }
}

/**
 * The secret that everything is keyed with that must stay the same over restarts: the operator's, or one that was made at
 * the first start and lies in the data folder, readable by its owner alone.
 *
 * @throws NodeSecretDamaged
 */
export async function nodeSecret({ secret }: Pick<Config, "secret">, dataFolder: string): Promise<string> {
  if (secret !== undefined) return secret;
  const file = join(dataFolder, "secret");
  const draft = `${file}.new`;
  const kept = await readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (kept !== undefined) {
    if (Buffer.byteLength(kept.trim()) < secretBytes) throw new NodeSecretDamaged(file);
    return kept.trim();
  }
  const made = randomBytes(48).toString("base64");
  await rm(draft, { force: true });
  await writeFile(draft, `${made}\n`, { mode: 0o600 });
  // Whatever the umask took, the owner may read.
  await chmod(draft, 0o600);
  // A link appears whole or not at all, and never over one that is there.
  await link(draft, file);
  await rm(draft);
  return made;
}
