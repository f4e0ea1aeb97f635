import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { NodeSecretDamaged, nodeSecret } from "./node-secret.ts";

const scratch = await mkdtemp(join(tmpdir(), "dostyk-secret-"));
afterAll(() => rm(scratch, { recursive: true, force: true }));

describe("nodeSecret()", () => {
  it("makes one once, in a file that only its owner reads", async () => {
    const made = await nodeSecret({ secret: undefined }, scratch);
    expect(Buffer.from(made, "base64")).toHaveLength(48);
    expect(await nodeSecret({ secret: undefined }, scratch)).toBe(made);
    expect((await stat(join(scratch, "secret"))).mode & 0o777).toBe(0o600);
    expect((await readFile(join(scratch, "secret"), "utf8")).trim()).toBe(made);
  });

  it("takes the operator's where there is one", async () => {
    expect(await nodeSecret({ secret: "the operator's" }, scratch)).toBe("the operator's");
  });

  it("refuses to go on with one that was cut", async () => {
    await writeFile(join(scratch, "secret"), "abc");
    await expect(nodeSecret({ secret: undefined }, scratch)).rejects.toThrow(NodeSecretDamaged);
  });
});
