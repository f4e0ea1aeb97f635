import type { Profile, Ties } from "./profile.ts";

/** An invented profile of which nothing is known but what the test says. */
export function aProfile(id: string, more: Partial<Profile> = {}): Profile {
  return {
    id,
    placeId: null,
    country: null,
    themes: [],
    languages: [],
    population: null,
    people: null,
    location: null,
    sizeWanted: null,
    ties: null,
    borrowed: [],
    most: 1,
    ...more,
  };
}

/** Ties to nobody but those the test names. */
export function tiesTo(more: Partial<Ties> = {}): Ties {
  return { live: [], past: [], countries: [], ...more };
}

/** As many invented seekers as donors, the same for everybody who asks for so many: what looks random is a hash of the number. */
export function inventedSides(size: number): { seekers: Profile[]; donors: Profile[] } {
  const side = (kind: string, salt: number) =>
    Array.from({ length: size }, (_, at) => {
      // Knuth's multiplicative hash: no two of its bits go together for numbers that follow each other.
      const draw = (turn: number, below: number) => ((Math.imul(at * 31 + turn * 7 + salt, 2_654_435_761) >>> 0) / 2 ** 32) * below;
      const some = (among: readonly string[], turn: number) => among.filter((_one, place) => draw(turn + place, 1) < 0.4);
      return aProfile(`${kind}${String(at).padStart(4, "0")}`, {
        placeId: `${kind} ${at}`,
        country: ["KZ", "KG", "US", "PL", "DE"][Math.floor(draw(1, 5))] ?? "KZ",
        themes: some(["budget", "health", "housing", "transport", "waste", "water"], 10),
        languages: some(["en", "ru", "kk", "ky"], 20),
        population: draw(2, 10) < 1 ? null : Math.round(10 ** (3 + draw(3, 4))),
        people: draw(4, 10) < 2 ? null : 2 + Math.floor(draw(5, 30)),
        location: { latitude: draw(6, 60), longitude: draw(7, 180) - 60 },
        ties: tiesTo({ countries: draw(8, 2) < 1 ? ["US"] : [] }),
        most: 1 + Math.floor(draw(9, 2)),
      });
    });
  return { seekers: side("n", 1), donors: side("o", 500_009) };
}
