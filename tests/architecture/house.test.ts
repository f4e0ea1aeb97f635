import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describeWithShared } from "@dostyk/kit";
import { describe, expect, it } from "vitest";
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

describe("the house", () => {
  const tree = readTree(resolve(import.meta.dirname, "../.."));

  it.each([
    ["has only rooms from the list", roomsAreKnown],
    ["lists in each package.json only rooms above", dependenciesPointUp],
    ["imports only rooms above, and only those listed", importsPointUp],
    ["enters other rooms by their doors", importsUseDoors],
    ["hides inner files", exportsHideInnerFiles],
    ["has no relative path that leaves a room", noRelativeEscape],
    ["names each export", noExportStar],
    ["lets knowledge flow one way inside a slice", knowledgeFlowsOneWay],
    ["lets only the owner of a model write it", onlyTheOwnerWrites],
    ["explains each room in a README", everyRoomHasReadme],
    ["says nothing of one machine", noWordOfOneMachine],
    ["has no way to reach a person in its record", noContactInRecord],
  ])("%s", (_, rule) => {
    const problems = rule(tree);
    expect(problems, problems.join("\n")).toEqual([]);
  });

  it("is read whole", () => {
    expect(tree.rooms.length).toBeGreaterThan(5);
    expect(tree.rooms.flatMap((room) => room.files).length).toBeGreaterThan(50);
  });

  it("lists the files over 400 lines", () => {
    const files = longFiles(tree);
    if (files.length > 0) console.info(`Long files, to be read with a question:\n${files.join("\n")}`);
    expect(files).toBeInstanceOf(Array);
  });
});

describeWithShared("the house beside the founding documents", (shared) => {
  it("tells what they say in its own words", () => {
    const seeds = join(shared, "seeds");
    const documents = readdirSync(seeds).map((name) => readFileSync(join(seeds, name), "utf8"));
    const problems = noCopiedSentence(readTree(resolve(import.meta.dirname, "../..")), documents);
    expect(problems, problems.join("\n")).toEqual([]);
  });
});
