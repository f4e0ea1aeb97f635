import { mkdtemp, mkdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type Archive, readArchive } from "./read-archive.ts";
import { ArchiveBroken, type FileProblem } from "./problem.ts";

/** Writes files into a folder that lives as long as the test; answers with the folder. */
export async function givenArchive(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "dostyk-archive-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
  return folder;
}

/** Reads an archive of one file, `a.yaml`, or of several. */
export async function read(files: string | Readonly<Record<string, string>>): Promise<Archive> {
  return readArchive(await givenArchive(typeof files === "string" ? { "a.yaml": files } : files));
}

/** What is wrong with an archive, each as `file:line path: message`. */
export async function problemsOf(files: string | Readonly<Record<string, string>>): Promise<readonly string[]> {
  try {
    await read(files);
    return [];
  } catch (error) {
    if (error instanceof ArchiveBroken) return error.problems.map(problemText);
    throw error;
  }
}

/** One problem in a line. */
export function problemText({ file, line, path, message }: FileProblem): string {
  return `${file}:${line} ${path}: ${message}`;
}
