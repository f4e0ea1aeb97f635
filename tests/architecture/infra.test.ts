import { access, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";

const root = new URL("../../", import.meta.url);
const read = (path: string) => readFile(new URL(path, root), "utf8");

/** The settings of the table in the README of the command that reads them; a test beside that command holds both together. */
async function settingsOf(readme: string): Promise<readonly string[]> {
  const names = [...(await read(readme)).matchAll(/^\| `([A-Z][A-Z_]+)` \|/gmu)].map(([, name = ""]) => name);
  return names.flatMap((name) => [name, `${name}_FILE`]);
}

const settings = await settingsOf("services/cli/README.md");

describe("what stands around a node", () => {
  it("is a compose file whose node has only settings the node knows, and no password of its own", async () => {
    const { services } = parse(await read("infra/compose.yaml")) as {
      services: Record<string, { environment: Record<string, string>; build?: { context: string; dockerfile: string } }>;
    };
    const { node, database } = services;
    expect(Object.keys(node?.environment ?? {}).filter((name) => !settings.includes(name))).toEqual([]);
    expect(database?.environment["POSTGRES_PASSWORD"]).toMatch(/^\$\{\w+:\?/u);
    await access(new URL(node?.build?.dockerfile ?? "", root));
  });

  it("starts the node by the command that is there, in the image and as a service", async () => {
    for (const file of ["infra/Dockerfile", "infra/dostyk.service"]) {
      const [main = ""] = /services\/\S+\.ts/u.exec(await read(file)) ?? [];
      await access(new URL(main, root));
    }
    const started = [...(await read("infra/dostyk.service")).matchAll(/^Environment=(.*)$/gmu)].flatMap(([, line = ""]) => line.split(" "));
    expect(started.map((setting) => setting.split("=")[0] ?? "").filter((name) => !settings.includes(name))).toEqual([]);
  });

  it("pins the pnpm it installs", async () => {
    expect(await read("infra/Dockerfile")).toMatch(/pnpm@12\.\d+\.\d+/u);
  });
});
