import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { Mention, PlanItemFacts, ReportFacts, RowFacts, Statement } from "../report-facts.ts";
import { findContradictions } from "./find-contradictions.ts";
import { givenReport, mention, row, sections } from "./testing.ts";

const troubled = givenReport({
  sections: sections({ CHALLENGES: "NOT_APPLICABLE" }),
  statedPeriods: [{ claimId: "claim-3", edtf: "2014-10/2014-12", lineStart: 3, lineEnd: 3 }],
  rows: [row(1, "COMPLETED"), row(2, "POSTPONED", "race"), row(4, "POSTPONED", "tour")],
  planItems: [{ subjectId: "race", lineStart: 310, lineEnd: 310 }],
  mentions: [
    mention(10, { property: "held", dates: ["2015-05-12"] }),
    mention(11, { property: "place", places: ["harbour"] }),
    mention(12, { property: "called", text: "Water Forum" }),
    mention(13, { property: "duration", days: 3 }),
    mention(14, { property: "count", label: { en: "visitors" }, total: 9, parts: [4, 4] }),
    mention(101, { property: "held", dates: ["2015-05-11"] }),
    { ...mention(101, { property: "place", places: ["southport"] }), claimId: "claim-101-place" },
    { ...mention(101, { property: "called", text: "Sewage Forum" }), claimId: "claim-101-name" },
    mention(102, { property: "rescheduled", dates: ["2015-09"] }, "race"),
    mention(104, { property: "postponed", from: "2015-06", to: "2015-08" }, "tour"),
    mention(310, { property: "rescheduled", dates: ["2015-07-18~"] }, "race"),
  ],
});

describe("findContradictions()", () => {
  it("tells everything once, in the order of reading", () => {
    expect(findContradictions(troubled).map(({ kind, subjectId }) => [kind, subjectId])).toEqual([
      ["PERIOD_MISMATCH", null],
      ["TWO_DATES", "fair"],
      ["DURATION_MISMATCH", "fair"],
      ["TWO_COUNTRIES", "fair"],
      ["TWO_NAMES", "fair"],
      ["COUNT_MISMATCH", "fair"],
      ["POSTPONED_BUT_PLANNED", "race"],
      ["POSTPONED_NOT_PLANNED", "tour"],
      ["CHALLENGES_DENIED", null],
    ]);
  });

  it("keeps a dispute between new dates that the plan has no part in", () => {
    const told = mention(40, { property: "rescheduled", dates: ["2015-10"] }, "tour");
    const found = findContradictions({ ...troubled, mentions: [...troubled.mentions, told] });
    expect(found).toContainEqual(expect.objectContaining({ kind: "TWO_DATES", subjectId: "tour" }));
  });

  it("does not depend on the order in which the facts come", () => {
    const expected = findContradictions(troubled);
    const shuffled = <T>(list: readonly T[]) => fc.shuffledSubarray([...list], { minLength: list.length });
    fc.assert(
      fc.property(shuffled(troubled.mentions), shuffled(troubled.rows), shuffled(troubled.sections), (mentions, rows, someSections) => {
        expect(findContradictions({ ...troubled, mentions, rows, sections: someSections })).toEqual(expected);
      }),
    );
  });

  it("finds nothing in a report built to agree", () => {
    fc.assert(
      fc.property(anAgreeingReport(), (facts) => {
        expect(findContradictions(facts)).toEqual([]);
      }),
    );
  });

  it("never throws, whatever the claims hold", () => {
    fc.assert(
      fc.property(fc.array(aWildMention()), fc.string(), (mentions, period) => {
        findContradictions(givenReport({ period, mentions, rows: [row(1, "POSTPONED", "a")], planItems: [] }));
      }),
    );
  });
});

/** Events with one truth each, told again and again with more or less of it. */
function anAgreeingReport(): fc.Arbitrary<ReportFacts> {
  const event = fc.record({
    start: fc.integer({ min: 1, max: 20 }),
    days: fc.integer({ min: 1, max: 8 }),
    postponed: fc.boolean(),
    tellings: fc.array(
      fc.record({
        line: fc.integer({ min: 1, max: 99 }),
        date: fc.constantFrom("exact", "month", "quarter", "year", "week"),
        place: fc.constantFrom("upper-lake", "lake-region", "norrland"),
        name: fc.constantFrom("Water Forum", "Regional Water Forum", "WATER FORUM", "the 2015 Regional Water Forum"),
        parts: fc.array(fc.nat({ max: 100 })),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  });
  return fc.array(event, { maxLength: 5 }).map((events) => {
    const told = events.map((one, index) => tellings(one, index + 1));
    return givenReport({
      sections: sections({ CHALLENGES: events.some(({ postponed }) => postponed) ? "CONTENT" : "NOT_APPLICABLE" }),
      statedPeriods: [{ claimId: "period", edtf: "2015-34", lineStart: 1, lineEnd: 1 }],
      rows: told.map(({ chartRow }) => chartRow),
      planItems: told.flatMap(({ planItems }) => planItems),
      mentions: told.flatMap(({ mentions }) => mentions),
    });
  });
}

type Telling = { line: number; date: string; place: string; name: string; parts: number[] };
type Event = { start: number; days: number; postponed: boolean; tellings: Telling[] };
type Told = { mentions: Mention[]; chartRow: RowFacts; planItems: PlanItemFacts[] };

function tellings({ start, days, postponed, tellings: all }: Event, number: number): Told {
  const subjectId = `event-${number}`;
  const month = postponed ? "2015-08" : "2015-05";
  const day = (n: number) => `${month}-${String(n).padStart(2, "0")}`;
  const dates: Record<string, string> = {
    exact: `${day(start)}/${day(start + days - 1)}`,
    month,
    quarter: postponed ? "2015-35" : "2015-34",
    year: "2015",
    week: `${day(start)}~`,
  };
  const said = (line: number, statements: Statement[]) =>
    statements.map((statement, n) => ({ ...mention(line, statement, subjectId), claimId: `${subjectId}-${line}-${n}` }));
  const property = postponed ? "rescheduled" : "held";
  const mentions = all.flatMap(({ line, date, place, name, parts }) =>
    said(line, [
      { property, dates: [dates[date] ?? month] },
      { property: "place", places: [place] },
      { property: "called", text: name },
      { property: "duration", days },
      { property: "count", label: { en: "visitors" }, total: parts.reduce((sum, part) => sum + part, 0), parts },
    ]),
  );
  const planned = said(105, [{ property: "planned", dates: ["2015-05"] }]);
  const line = 300 + number;
  const inPlan = postponed ? said(line, [{ property: "planned", dates: [dates["exact"] ?? month] }]) : [];
  return {
    mentions: [...mentions, ...planned, ...inPlan],
    chartRow: row(number, postponed ? "POSTPONED" : "COMPLETED", subjectId),
    planItems: postponed ? [{ subjectId, lineStart: line, lineEnd: line }] : [],
  };
}

function aWildMention(): fc.Arbitrary<Mention> {
  const text = fc.oneof(fc.string(), fc.constantFrom("2015-05", "2015-05-11/..", "XXXX-05-11", "2015-05-11~"));
  const texts = fc.array(text, { maxLength: 3 });
  const statement: fc.Arbitrary<Statement> = fc.oneof(
    fc.record({ property: fc.constantFrom("held", "planned", "produced", "rescheduled"), dates: texts }),
    fc.record({ property: fc.constant("postponed" as const), from: fc.option(text), to: fc.option(text) }),
    fc.record({ property: fc.constant("called" as const), text }),
    fc.record({ property: fc.constant("place" as const), places: texts }),
    fc.record({ property: fc.constant("duration" as const), days: fc.integer() }),
  );
  return fc
    .tuple(fc.integer({ min: 1, max: 400 }), statement, fc.constantFrom("a", "b"))
    .map(([line, said, subjectId]) => mention(line, said, subjectId));
}
