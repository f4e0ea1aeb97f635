import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach } from "vitest";

const made: string[] = [];

afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true });
});

/** Writes files, by path and text, into a folder of their own, which goes when the test ends. Answers the folder's path. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "dostyk-tree-"));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The package.json of a room with one front door. */
export function manifest(name: string, dependencies: readonly string[] = [], devDependencies: readonly string[] = []): string {
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((one) => [`@dostyk/${one}`, "workspace:*"]));
  return JSON.stringify({
    name: `@dostyk/${name}`,
    exports: { ".": "./src/index.ts" },
    dependencies: versions(dependencies),
    devDependencies: versions(devDependencies),
  });
}
