import { kilometres } from "./kilometres.ts";
import type { Profile, Side, SizeWanted } from "./profile.ts";

/** What a fit is made of, in the order it is shown. */
export const factorNames = ["THEMES", "SIZE", "LANGUAGES", "CAPACITY", "TIES", "DISTANCE"] as const;
export type FactorName = (typeof factorNames)[number];

/** What a factor rests on, as data that any language can put into words. */
export type Ground = {
  /** Codes or tags that both have, sorted. */
  readonly shared: readonly string[];
  /** The number the contribution is made of, in the factor's own unit; null where there is none. */
  readonly measure: number | null;
};

type Factor = {
  /** Who has not said what the factor needs; empty where all is known. */
  readonly silent: (seeker: Profile, donor: Profile) => readonly Side[];
  /** From 0, no reason to pair them, to 1, all that could be wished. Asked only where nobody is silent. */
  readonly value: (seeker: Profile, donor: Profile) => number;
  readonly ground: (seeker: Profile, donor: Profile) => Ground;
};

/** The formulas; the README says why each. */
export const factors: Readonly<Record<FactorName, Factor>> = {
  // Share of what is sought that is offered. An offer that has more besides is no worse for it.
  THEMES: {
    silent: unlessBoth(({ themes }) => themes.length > 0),
    value: (seeker, donor) => seeker.themes.filter((theme) => donor.themes.includes(theme)).length / seeker.themes.length,
    ground: (seeker, donor) => ({ shared: common(seeker.themes, donor.themes), measure: null }),
  },
  // Inside what is wanted 1; a tenth, or ten times as many, 0; between them by the logarithm. Where nobody says what is wanted, alike is best.
  SIZE: {
    silent: (seeker, donor) => {
      const missing = wishes(seeker, donor).flatMap(({ of, side }) => (of.population === null ? [side] : []));
      if (wishes(seeker, donor).length > 0) return missing;
      return unlessBoth(({ population }) => population !== null)(seeker, donor);
    },
    value: (seeker, donor) => {
      const stated = wishes(seeker, donor).map(({ wanted, of }) => closeness(timesOutside(wanted, of.population ?? 1)));
      return stated.length > 0 ? Math.min(...stated) : closeness(ratio(seeker.population ?? 1, donor.population ?? 1));
    },
    ground: (seeker, donor) => ({
      shared: [],
      measure: seeker.population === null || donor.population === null ? null : ratio(seeker.population, donor.population),
    }),
  },
  // One language to work in is enough, and without any there is no work.
  LANGUAGES: {
    silent: unlessBoth(({ languages }) => languages.length > 0),
    value: (seeker, donor) => (seeker.languages.some((one) => donor.languages.some((other) => base(one) === base(other))) ? 1 : 0),
    ground: (seeker, donor) => ({ shared: common(seeker.languages.map(base), donor.languages.map(base)), measure: null }),
  },
  // Share of those who would come that can be hosted.
  CAPACITY: {
    silent: unlessBoth(({ people }) => people !== null),
    value: (seeker, donor) => Math.min(1, (donor.people ?? 0) / Math.max(1, seeker.people ?? 1)),
    ground: (_seeker, donor) => ({ shared: [], measure: donor.people }),
  },
  // Worked together before 1; one of them has worked with the other's country .5.
  TIES: {
    silent: unlessBoth(({ ties }) => ties !== null),
    value: (seeker, donor) => (worked(seeker, donor) || worked(donor, seeker) ? 1 : near(seeker, donor) || near(donor, seeker) ? 0.5 : 0),
    ground: () => ({ shared: [], measure: null }),
  },
  // 1 / (1 + d / 1000 km): half at a thousand kilometres, a sixth at five thousand.
  DISTANCE: {
    silent: unlessBoth(({ location }) => location !== null),
    value: (seeker, donor) => 1 / (1 + (distance(seeker, donor) ?? 0) / 1_000),
    ground: (seeker, donor) => ({ shared: [], measure: distance(seeker, donor) }),
  },
};

function unlessBoth(says: (profile: Profile) => boolean): Factor["silent"] {
  return (seeker, donor) => [...(says(seeker) ? [] : (["NEED"] as const)), ...(says(donor) ? [] : (["OFFER"] as const))];
}

/** The sizes that are wanted, each with the place that has to be of it. */
function wishes(seeker: Profile, donor: Profile): readonly { wanted: SizeWanted; of: Profile; side: Side }[] {
  return [
    ...(seeker.sizeWanted === null ? [] : [{ wanted: seeker.sizeWanted, of: donor, side: "OFFER" as const }]),
    ...(donor.sizeWanted === null ? [] : [{ wanted: donor.sizeWanted, of: seeker, side: "NEED" as const }]),
  ];
}

function timesOutside({ least, most }: SizeWanted, population: number): number {
  if (least !== null && population < least) return ratio(least, population);
  return most !== null && population > most ? ratio(population, most) : 1;
}

/** How many times the larger is the smaller. A place without inhabitants counts as one with one. */
function ratio(a: number, b: number): number {
  return Math.max(a, b, 1) / Math.max(Math.min(a, b), 1);
}

function closeness(times: number): number {
  return Math.max(0, 1 - Math.log10(times));
}

function worked({ ties }: Profile, { placeId }: Profile): boolean {
  return placeId !== null && ties !== null && (ties.past.includes(placeId) || ties.live.includes(placeId));
}

function near({ ties }: Profile, { country }: Profile): boolean {
  return country !== null && (ties?.countries.includes(country) ?? false);
}

function distance({ location: a }: Profile, { location: b }: Profile): number | null {
  return a === null || b === null ? null : kilometres(a, b);
}

function common(some: readonly string[], others: readonly string[]): readonly string[] {
  return [...new Set(some.filter((one) => others.includes(one)))].toSorted();
}

function base(tag: string): string {
  return tag.split("-", 1)[0] ?? tag;
}
