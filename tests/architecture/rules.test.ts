import { describe, expect, it } from "vitest";
import { folderWith, manifest } from "./made-up-tree.ts";
import {
  everyRoomHasReadme,
  exportsHideInnerFiles,
  importsUseDoors,
  knowledgeFlowsOneWay,
  noExportStar,
  noRelativeEscape,
} from "./rules/doors.ts";
import { longFiles } from "./rules/length.ts";
import { dependenciesPointUp, importsPointUp, roomsAreKnown } from "./rules/order.ts";
import { noContactInRecord, noCopiedSentence, noWordOfOneMachine } from "./rules/words.ts";
import { onlyTheOwnerWrites } from "./rules/writers.ts";
import { readTree } from "./tree.ts";

const tree = (files: Readonly<Record<string, string>>) => readTree(folderWith(files));

describe("roomsAreKnown()", () => {
  it("refuses a room that has no place in the list", () => {
    expect(roomsAreKnown(tree({ "packages/helpers/package.json": manifest("helpers") }))).toEqual([
      expect.stringContaining("packages/helpers is not in the list of rooms"),
    ]);
  });

  it("refuses a package that is named otherwise than its folder", () => {
    expect(roomsAreKnown(tree({ "packages/kernel/package.json": manifest("core") }))).toEqual([
      expect.stringContaining("its name is @dostyk/kernel"),
    ]);
  });

  it("refuses a folder without package.json", () => {
    expect(roomsAreKnown(tree({ "services/api/src/main.ts": "" }))).toEqual(["services/api has no package.json with a name."]);
  });

  it("takes rooms of the list", () => {
    expect(
      roomsAreKnown(tree({ "packages/kernel/package.json": manifest("kernel"), "services/cli/package.json": manifest("cli") })),
    ).toEqual([]);
  });
});

describe("dependenciesPointUp()", () => {
  it.each([
    ["packages/partnerships", manifest("partnerships", ["exchanges"]), "exchanges, which is below it"],
    ["packages/partnerships", manifest("partnerships", [], ["exchanges"]), "exchanges, which is below it"],
    ["packages/kernel", manifest("kernel", ["api"]), "packages know no service"],
    ["packages/partnerships", manifest("partnerships", ["attic"]), "attic, which is not in the list"],
    ["packages/partnerships", manifest("partnerships", ["kit"]), "the kit outside its tests"],
    ["packages/db", manifest("db", [], ["kit"]), "the kit, which itself uses db"],
    ["services/api", manifest("api", ["portal"]), "services never import each other"],
    ["services/portal", manifest("portal", ["partnerships"]), "it asks the API only through GraphQL"],
    ["services/portal", manifest("portal", ["network"]), "it asks the API only through GraphQL"],
    ["tests/kit", manifest("kit", ["network"]), "it may use only kernel and db"],
  ])("refuses %s: %s", (folder, text, sentence) => {
    expect(dependenciesPointUp(tree({ [`${folder}/package.json`]: text }))).toEqual([expect.stringContaining(sentence)]);
  });

  it.each([
    ["packages/exchanges", manifest("exchanges", ["kernel", "partnerships"], ["kit"])],
    ["packages/network", manifest("network", ["archive", "kernel"])],
    ["services/api", manifest("api", ["network", "graphql"])],
    ["services/portal", manifest("portal", ["kernel"])],
    ["services/cli", manifest("cli", ["api", "portal", "worker", "archive"])],
    ["tests/system", manifest("tests-system", ["cli", "kit", "partnerships"])],
  ])("takes %s: %s", (folder, text) => {
    expect(dependenciesPointUp(tree({ [`${folder}/package.json`]: text }))).toEqual([]);
  });
});

describe("importsPointUp()", () => {
  it.each([
    ["a value", 'import { trip } from "@dostyk/exchanges";'],
    ["a type", 'import type { Trip } from "@dostyk/exchanges";'],
    ["a re-export", 'export { trip } from "@dostyk/exchanges";'],
    ["an import when needed", 'export const later = () => import("@dostyk/exchanges");'],
    ["an inner door", 'import { trip } from "@dostyk/exchanges/graphql";'],
  ])("refuses a room below, taken as %s", (_, text) => {
    const files = {
      "packages/partnerships/package.json": manifest("partnerships", ["exchanges"]),
      "packages/partnerships/src/a.ts": `\n${text}`,
    };
    expect(importsPointUp(tree(files))).toEqual([
      "packages/partnerships/src/a.ts:2: partnerships uses exchanges, which is below it; a room imports only rooms above it (down by call is up the list, up is by event).",
    ]);
  });

  it("refuses a room that package.json does not list", () => {
    const files = {
      "packages/directory/package.json": manifest("directory"),
      "packages/directory/src/a.ts": 'import { x } from "@dostyk/kernel";',
    };
    expect(importsPointUp(tree(files))).toEqual([
      "packages/directory/src/a.ts:1: imports kernel, which packages/directory/package.json does not list.",
    ]);
  });

  it("lets tests and what serves them use the kit, and nothing else", () => {
    const kit = 'import { sharedFolder } from "@dostyk/kit";';
    const files = {
      "packages/archive/package.json": manifest("archive", [], ["kit"]),
      "packages/archive/src/a.test.ts": kit,
      "packages/archive/src/testing/b.ts": kit,
      "packages/archive/src/a.ts": kit,
    };
    expect(importsPointUp(tree(files))).toEqual(["packages/archive/src/a.ts:1: archive uses the kit outside its tests."]);
  });

  it("is not deceived by comments and texts", () => {
    const files = {
      "packages/kernel/package.json": manifest("kernel"),
      "packages/kernel/src/a.ts": '// import { x } from "@dostyk/network";\nexport const text = \'import "@dostyk/network"\';',
    };
    expect(importsPointUp(tree(files))).toEqual([]);
  });
});

describe("importsUseDoors()", () => {
  const files = { "packages/kernel/package.json": manifest("kernel"), "packages/db/package.json": manifest("db", ["kernel"]) };

  it("refuses an inner file", () => {
    expect(importsUseDoors(tree({ ...files, "packages/db/src/a.ts": 'import { slug } from "@dostyk/kernel/slug";' }))).toEqual([
      "packages/db/src/a.ts:1: @dostyk/kernel/slug is no door of @dostyk/kernel; its doors are ..",
    ]);
  });

  it("takes the front door", () => {
    expect(importsUseDoors(tree({ ...files, "packages/db/src/a.ts": 'import { slug } from "@dostyk/kernel";' }))).toEqual([]);
  });
});

describe("noExportStar()", () => {
  it.each(['export * from "./b.ts";', 'export * as b from "./b.ts";', 'export type * from "./b.ts";'])("refuses %s", (text) => {
    expect(noExportStar(tree({ "packages/kernel/src/a.ts": `// first\n${text}` }))).toEqual([
      "packages/kernel/src/a.ts:2: export * - name each export instead.",
    ]);
  });

  it("takes named exports", () => {
    expect(noExportStar(tree({ "packages/kernel/src/a.ts": 'export { b } from "./b.ts";' }))).toEqual([]);
  });
});

describe("noRelativeEscape()", () => {
  it("refuses a path that leaves its room", () => {
    expect(noRelativeEscape(tree({ "packages/db/src/deep/a.ts": 'import { x } from "../../../kernel/src/x.ts";' }))).toEqual([
      "packages/db/src/deep/a.ts:1: ../../../kernel/src/x.ts leaves packages/db; import the other room by its package name.",
    ]);
  });

  it("takes a path that stays, and is not deceived by a room whose name begins alike", () => {
    const files = { "packages/db/src/deep/a.ts": 'import x from "../../package.json";\nimport { y } from "../../../db-other/y.ts";' };
    expect(noRelativeEscape(tree(files))).toEqual([expect.stringContaining("a.ts:2:")]);
  });
});

describe("exportsHideInnerFiles()", () => {
  it.each([
    [{}, "no exports"],
    [{ exports: "./src/index.ts" }, "write exports as an object"],
    [{ exports: { "./*": "./src/*.ts" } }, "opens every inner file"],
    [{ exports: { ".": "./src/index.ts", "./slice": "./src/slice.ts" } }, "./src/slice.ts, which does not exist"],
  ])("refuses %j", (parts, sentence) => {
    const text = JSON.stringify({ name: "@dostyk/kernel", ...parts });
    expect(exportsHideInnerFiles(tree({ "packages/kernel/package.json": text, "packages/kernel/src/index.ts": "" }))).toEqual([
      expect.stringContaining(sentence),
    ]);
  });

  it("takes doors that lead somewhere", () => {
    expect(exportsHideInnerFiles(tree({ "packages/kernel/package.json": manifest("kernel"), "packages/kernel/src/index.ts": "" }))).toEqual(
      [],
    );
  });
});

describe("everyRoomHasReadme()", () => {
  it("names the room that has none", () => {
    const files = { "packages/kernel/src/a.ts": "", "packages/db/README.md": "# Database" };
    expect(everyRoomHasReadme(tree(files))).toEqual(["packages/kernel has no README.md."]);
  });
});

describe("knowledgeFlowsOneWay()", () => {
  const slice = (path: string, text: string) =>
    tree({ "packages/practices/src/graphql/practice.ts": "", [`packages/practices/src/${path}`]: text });

  it.each([
    ["commands/review.ts", 'import { ref } from "../graphql/practice.ts";'],
    ["store.ts", 'import { review } from "./commands/review.ts";'],
    ["policy.ts", 'import { ref } from "./graphql/practice.ts";'],
  ])("refuses %s: %s", (path, text) => {
    expect(knowledgeFlowsOneWay(slice(path, text))).toEqual([expect.stringContaining("knowledge flows from rules to store")]);
  });

  it.each([
    ["graphql/review.ts", 'import { review } from "../commands/review.ts";'],
    ["commands/review.ts", 'import { save } from "../store.ts";'],
    ["index.ts", 'export { ref } from "./graphql/practice.ts";'],
  ])("takes %s: %s", (path, text) => {
    expect(knowledgeFlowsOneWay(slice(path, text))).toEqual([]);
  });
});

describe("onlyTheOwnerWrites()", () => {
  const schemas = {
    "packages/db/prisma/schema/directory.prisma": "model Place {\n  id String @id\n  parties PartnershipParty[]\n}",
    "packages/db/prisma/schema/partnerships.prisma":
      'model Partnership {\n  id String @id\n  parties PartnershipParty[]\n}\nmodel PartnershipParty {\n  id String @id\n  placeId String @map("place_id")\n  place Place @relation(fields: [placeId])\n\n  @@map("partnership_party")\n}',
  };
  const written = (room: string, text: string) => onlyTheOwnerWrites(tree({ ...schemas, [`packages/${room}/src/store.ts`]: text }));

  it.each([
    ["the client", "await prisma.place.create({ data: {} });"],
    ["a transaction", "await tx.place.updateMany({ data: {} });"],
    ["a longer path", "await ctx.db.place.deleteMany();"],
    [
      "a nested write",
      "await tx.partnership.create({ data: { parties: { create: [{ place: { connectOrCreate: { create: {}, where: {} } } }] } } });",
    ],
    ["SQL", 'await tx.$executeRaw`UPDATE "Place" SET name = ${name}`;'],
    ["SQL without quotes", 'await tx.$executeRawUnsafe("insert into Place (id) values (1)");'],
  ])("refuses a write of another slice's rows by %s", (_, text) => {
    expect(written("partnerships", text)).toEqual([
      "packages/partnerships/src/store.ts:1: partnerships writes Place, which directory declares; ask directory by a command.",
    ]);
  });

  it("knows a table by the name it has in the database", () => {
    expect(written("directory", "await tx.$executeRaw`DELETE FROM partnership_party WHERE id = ${id}`;")).toEqual([
      expect.stringContaining("directory writes PartnershipParty"),
    ]);
  });

  it.each([
    ["the owner's writes", "directory", "await tx.place.upsert({ where: {}, create: {}, update: {} });"],
    ["reading", "partnerships", "await tx.place.findMany({ where: { parties: { some: {} } } });"],
    ["nested writes of one's own", "partnerships", "await tx.partnership.create({ data: { parties: { create: [{ placeId: id }] } } });"],
    ["a link to another's row", "partnerships", "await tx.partnershipParty.create({ data: { place: { connect: { id } } } });"],
    ["prose", "partnerships", 'throw new Error("Could not update Place names");'],
  ])("takes %s", (_, room, text) => {
    expect(written(room, text)).toEqual([]);
  });

  it("leaves tests free", () => {
    const files = {
      ...schemas,
      "packages/kernel/src/a.test.ts": "await prisma.place.create({});",
      "tests/load/fill.ts": "await prisma.place.create({});",
    };
    expect(onlyTheOwnerWrites(tree(files))).toEqual([]);
  });
});

describe("noWordOfOneMachine()", () => {
  it.each([
    ["packages/kernel/src/a.ts", 'export const folder = "/tmp/x";'],
    ["packages/kernel/README.md", "Look into /home/somebody for more."],
    ["packages/kernel/src/a.test.ts", 'const home = "/root/project";'],
    ["pnpm-lock.yaml", "tarball: https://registry.example.org/x.tgz"],
  ])("refuses %s: %s", (path, text) => {
    expect(noWordOfOneMachine(tree({ [path]: text }))).toEqual([expect.stringContaining(`${path}:1: `)]);
  });

  it.each([
    ["packages/kernel/src/a.test.ts", 'const folder = "/tmp/x";'],
    ["packages/network/README.md", "See packages/network/tmp and https://example.org/home/of-art; ./tmp/x too."],
    ["services/portal/src/a.ts", 'app.get("/homes", page); app.get("/home", page);'],
  ])("takes %s: %s", (path, text) => {
    expect(noWordOfOneMachine(tree({ [path]: text }))).toEqual([]);
  });
});

describe("noContactInRecord()", () => {
  it.each(["write to someone@example.org", "call +7 3272 50 76 12", "call (3272) 50-76-12"])("refuses %s", (text) => {
    expect(noContactInRecord(tree({ "packages/archive/record/people.yaml": text }))).toHaveLength(1);
  });

  it("takes dates, numbers, hashes and what other rooms say", () => {
    const record = "held: 2001-09-18/2001-09-20\nlines: 57-59\nsha256: 6833b7528304cd59\ncontract: 111-C-00-00-00114-00";
    const files = { "packages/archive/record/a.yaml": record, "packages/kernel/README.md": "someone@example.org" };
    expect(noContactInRecord(tree(files))).toEqual([]);
  });
});

describe("noCopiedSentence()", () => {
  const document = "The two cities agreed to go on with their exchange of waste managers in the spring of next year.";

  it("refuses a long run of words, however it is broken and written", () => {
    const text = "# Note\n> the two CITIES agreed to go on with\n> their exchange of waste managers, in the spring";
    expect(noCopiedSentence(tree({ "packages/archive/record/a.yaml": text }), [document])).toEqual([
      expect.stringContaining("packages/archive/record/a.yaml:2: copied from a founding document"),
    ]);
  });

  it("takes names, and the same told otherwise", () => {
    const text = "Both cities will exchange waste managers again; they agreed to go on with their exchange of waste managers.";
    expect(noCopiedSentence(tree({ "packages/archive/record/a.yaml": text }), [document])).toEqual([]);
  });
});

describe("longFiles()", () => {
  it("lists files beyond the limit, the longest first", () => {
    const files = {
      "packages/kernel/src/a.ts": "\n".repeat(401),
      "packages/kernel/src/b.ts": "\n".repeat(500),
      "packages/kernel/src/c.ts": "\n".repeat(400),
    };
    expect(longFiles(tree(files))).toEqual(["packages/kernel/src/b.ts has 500 lines", "packages/kernel/src/a.ts has 401 lines"]);
  });
});

describe("readTree()", () => {
  it("leaves out what tools made", () => {
    const files = { "packages/kernel/src/a.ts": "", "packages/kernel/node_modules/x/b.ts": "", "packages/db/src/generated/c.ts": "" };
    expect(tree(files).paths).toEqual(["packages/kernel/src/a.ts"]);
  });

  it("names the file it cannot read", () => {
    expect(() => tree({ "packages/kernel/src/a.ts": "const = ;" })).toThrow("packages/kernel/src/a.ts cannot be parsed");
  });
});
