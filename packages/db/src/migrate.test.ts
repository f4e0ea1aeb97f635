import { describe, expect, it } from "vitest";
import { compare, refuseUnfit } from "./migrate.ts";
import { DatabaseNewerThanCode, DatabaseNotUtf8, DatabaseTooOld, MigrationChanged } from "./refusals.ts";

const url = "postgresql://me:secret@db.example:5432/dostyk";
const one = { name: "1_one", sql: "", checksum: "a" };
const two = { name: "2_two", sql: "", checksum: "b" };

describe("refuseUnfit()", () => {
  it("takes Postgres 15 and newer with UTF8", () => {
    expect(() => refuseUnfit(url, { number: "150000", version: "15.0", encoding: "UTF8" })).not.toThrow();
    expect(() => refuseUnfit(url, { number: "190001", version: "19.1", encoding: "UTF8" })).not.toThrow();
  });

  it("refuses an older one, saying which it is and which are taken", () => {
    const ask = (): void => refuseUnfit(url, { number: "140012", version: "14.12", encoding: "UTF8" });
    expect(ask).toThrow(DatabaseTooOld);
    expect(ask).toThrow(/db\.example:5432\/dostyk is Postgres 14\.12.*15 or newer/);
  });

  it("refuses another encoding and gives the command that makes a fitting database", () => {
    const ask = (): void => refuseUnfit(url, { number: "180004", version: "18.4", encoding: "SQL_ASCII" });
    expect(ask).toThrow(DatabaseNotUtf8);
    expect(ask).toThrow(/CREATE DATABASE/);
  });
});

describe("compare()", () => {
  it("applies what is not there yet", () => {
    const applied = [{ migration_name: "1_one", checksum: "a", finished: true }];
    expect(compare([one, two], applied)).toEqual({ failed: [], pending: ["2_two"] });
    expect(compare([one, two], [])).toEqual({ failed: [], pending: ["1_one", "2_two"] });
  });

  it("does again what was begun and not finished", () => {
    const applied = [
      { migration_name: "1_one", checksum: "a", finished: true },
      { migration_name: "2_two", checksum: "b", finished: false },
    ];
    expect(compare([one, two], applied)).toEqual({ failed: ["2_two"], pending: ["2_two"] });
  });

  it("refuses a migration it does not know, and one whose text is another", () => {
    expect(() => compare([one], [{ migration_name: "2_two", checksum: "b", finished: true }])).toThrow(DatabaseNewerThanCode);
    expect(() => compare([one], [{ migration_name: "1_one", checksum: "x", finished: true }])).toThrow(MigrationChanged);
  });
});
