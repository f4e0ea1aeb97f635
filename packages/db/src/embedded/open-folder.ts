import { chmod, mkdir } from "node:fs/promises";
import { answerable } from "../data-folder.ts";

/**
 * Makes a folder, if it is missing, through which another user may pass without looking around. The umask does not
 * count. @throws DataFolderUnusable or DataFolderFull naming the folder.
 */
export async function openFolder(path: string): Promise<string> {
  return answerable(path, async () => {
    await mkdir(path, { recursive: true });
    await chmod(path, 0o711);
    return path;
  });
}
