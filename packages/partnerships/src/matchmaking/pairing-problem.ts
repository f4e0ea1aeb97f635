import { InvalidInput, type Problem } from "@dostyk/kernel";
import type { Work } from "@dostyk/scoring";
import { forbidden } from "./admissible.ts";
import { fitUnits, wholeFit } from "./fit.ts";
import type { Profile } from "./profile.ts";
import type { Weights } from "./weights.ts";

/** Many seekers and many donors that are to be paired at once. */
export type PairingProblem = {
  readonly seekers: readonly Profile[];
  readonly donors: readonly Profile[];
  readonly weights: Weights;
  /** Pairs that may not be, besides those of one place and those that are partners already. */
  readonly forbidden?: readonly { readonly seeker: string; readonly donor: string }[] | undefined;
  /** Pairs that fit less are not made; from 0 to 1, 0 when absent. */
  readonly threshold?: number | undefined;
  /**
   * First as many seekers as possible get a donor, then the smallest fit is made as great as possible, then the total. Otherwise the total alone
   * counts.
   */
  readonly fair?: boolean | undefined;
};

/** The problem by indices: both sides by id, so that the order of the input does not matter. */
export type PreparedPairing = {
  readonly seekers: readonly Profile[];
  readonly donors: readonly Profile[];
  /** Fit of seeker i and donor j in whole millionths at [i * donors + j]; -1 where they may not be paired, or one of them takes nobody. */
  readonly units: Int32Array;
  /** Smallest fit that is paired, in millionths. */
  readonly threshold: number;
};

const mostASide = 1_000;
const mostPartners = 100;

/** @throws InvalidInput for more than 1,000 on a side, ids used twice, capacities outside 0 to 100, a threshold outside 0 to 1 */
export function requirePairing({ seekers, donors, threshold = 0 }: PairingProblem): void {
  const problems: Problem[] = [];
  if (!(threshold >= 0 && threshold <= 1)) problems.push({ path: ["threshold"], message: "A threshold is a number from 0 to 1." });
  const seen = new Set<string>();
  for (const [path, side] of Object.entries({ seekers, donors })) {
    if (side.length > mostASide) problems.push({ path: [path], message: `At most ${mostASide} are paired at once. Choose fewer.` });
    for (const { id, most } of side) {
      if (seen.has(id)) problems.push({ path: [path, id], message: "It is named twice. Name it once." });
      seen.add(id);
      if (!Number.isInteger(most) || most < 0 || most > mostPartners)
        problems.push({ path: [path, id, "most"], message: `It takes a whole number of partners from 0 to ${mostPartners}.` });
    }
  }
  if (problems.length > 0) throw new InvalidInput(problems);
}

/** The fits of all that may be paired. */
export function* preparePairing(problem: PairingProblem): Work<PreparedPairing> {
  const seekers = problem.seekers.toSorted(byId);
  const donors = problem.donors.toSorted(byId);
  const said = new Set(problem.forbidden?.map(({ seeker, donor }) => `${seeker}\n${donor}`));
  const units = new Int32Array(seekers.length * donors.length).fill(-1);
  for (const [i, seeker] of seekers.entries()) {
    if (seeker.most > 0) {
      for (const [j, donor] of donors.entries()) {
        if (donor.most === 0 || forbidden(seeker, donor) || said.has(`${seeker.id}\n${donor.id}`)) continue;
        units[i * donors.length + j] = fitUnits(seeker, donor, problem.weights);
      }
    }
    yield (i + 1) / seekers.length;
  }
  return { seekers, donors, units, threshold: Math.ceil((problem.threshold ?? 0) * wholeFit - 1e-6) };
}

function byId(a: Profile, b: Profile): number {
  return a.id < b.id ? -1 : 1;
}
