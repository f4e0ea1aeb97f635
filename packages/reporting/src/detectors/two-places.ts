import { placesAgree } from "@dostyk/directory";
import type { ContradictionKind, Finding } from "../contradiction.ts";
import { bySubject, type MentionOf, mentionsOf, type ReportFacts, rowOf } from "../report-facts.ts";
import { type Disagreement, disagreementAmong } from "./disagreement.ts";

/**
 * One subject in two countries, or in two places. At most one finding a subject: where it is in two countries, nobody
 * needs to hear that it is in two places as well.
 *
 * Lists of places agree as the directory's `placesAgree` says: a region agrees with its towns, and one town with a list
 * that has it. Two lists are in two countries where they have none in
 * common; a place whose country is unknown speaks neither for nor against.
 */
export function twoPlaces(facts: ReportFacts): readonly Finding[] {
  return [...bySubject(mentionsOf(facts, "place").filter(({ places }) => places.length > 0))].flatMap(([subjectId, mentions]) => {
    const countries = disagreementAmong(mentions, (a, b) => shareCountry(facts, a, b));
    if (countries !== null) return [finding("TWO_COUNTRIES", facts, subjectId, countries, (mention) => countriesOf(facts, mention))];
    const places = disagreementAmong(mentions, (a, b) => placesAgree(a.places, b.places, facts.places));
    return places === null ? [] : [finding("TWO_PLACES", facts, subjectId, places, (mention) => mention.places)];
  });
}

type Placed = MentionOf<"place">;

function finding(
  kind: ContradictionKind,
  facts: ReportFacts,
  subjectId: string,
  { first, second, all }: Disagreement<Placed>,
  named: (mention: Placed) => readonly string[],
): Finding {
  return {
    line: first.lineStart,
    contradiction: {
      kind,
      subjectId,
      rowId: rowOf(facts, subjectId, all)?.id ?? null,
      claimIds: all.map(({ claimId }) => claimId),
      details: {
        first: named(first).join(", "),
        firstLine: first.lineStart,
        second: named(second).join(", "),
        secondLine: second.lineStart,
      },
    },
  };
}

function shareCountry(facts: ReportFacts, a: Placed, b: Placed): boolean {
  if ([...a.places, ...b.places].some((place) => countryOf(facts, place) === null)) return true;
  const there = countriesOf(facts, b);
  return countriesOf(facts, a).some((country) => there.includes(country));
}

function countriesOf(facts: ReportFacts, { places }: Placed): readonly string[] {
  return [...new Set(places.map((place) => countryOf(facts, place)).filter((country) => country !== null))];
}

function countryOf(facts: ReportFacts, place: string): string | null {
  return facts.places.get(place)?.country ?? null;
}
