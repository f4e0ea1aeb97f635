import { randomBytes } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DataFolderUnusable } from "../refusals.ts";
import { mayEnter, startedAsRoot, unprivilegedAccount, type Account } from "./account.ts";
import { openFolder } from "./open-folder.ts";

/** Where a cluster lives and who runs it. */
export interface Home {
  /** Holds the cluster in `data`, its password in `secret` and its log. */
  readonly folder: string;
  /** Undefined: this process's own user. */
  readonly account: Account | undefined;
}

/**
 * Where Postgres keeps the data of the node at `dataFolder`.
 *
 * Normally that is `dataFolder/postgres`. Started as root, Postgres runs as another user; when that one may not enter
 * the data folder, the cluster lies in `sharedFolder` and the data folder holds a note that leads there.
 */
export async function homeFor(dataFolder: string, sharedFolder: string): Promise<Home> {
  const inside = join(dataFolder, "postgres");
  const note = join(dataFolder, "postgres-is-at");
  const owner = await ownerOf(join(inside, "data"));

  if (!startedAsRoot()) {
    const elsewhere = await readNote(note);
    if (elsewhere !== undefined) {
      throw new DataFolderUnusable(dataFolder, `root started this node before and its database is in ${elsewhere}`);
    }
    return { folder: await openFolder(inside), account: undefined };
  }

  // A cluster that an ordinary user began goes on as that user.
  if (owner !== undefined && owner.uid !== 0) return { folder: await openFolder(inside), account: owner };
  const account = unprivilegedAccount();
  const known = await readNote(note);
  if (known !== undefined) return { folder: await rightful(known, dataFolder), account };
  if (await mayEnter(account, dataFolder)) return { folder: await openFolder(inside), account };

  await openFolder(sharedFolder);
  const folder = await openFolder(join(sharedFolder, randomBytes(8).toString("hex")));
  await writeFile(join(folder, "belongs-to"), dataFolder);
  await writeFile(note, folder);
  return { folder, account };
}

/** A copied data folder leads to the original's database: two nodes would write to it. */
async function rightful(folder: string, dataFolder: string): Promise<string> {
  const owner = await readNote(join(folder, "belongs-to"));
  if (owner === undefined) {
    throw new DataFolderUnusable(dataFolder, `its database should be in ${folder}, and is not there`);
  }
  if (owner !== dataFolder && (await readNote(join(owner, "postgres-is-at"))) === folder) {
    throw new DataFolderUnusable(dataFolder, `it is a copy of ${owner}, which owns the database in ${folder}`);
  }
  if (owner !== dataFolder) await writeFile(join(folder, "belongs-to"), dataFolder);
  return openFolder(folder);
}

async function ownerOf(path: string): Promise<Account | undefined> {
  return stat(path).catch(() => undefined);
}

async function readNote(path: string): Promise<string | undefined> {
  return readFile(path, "utf8").catch(() => undefined);
}
