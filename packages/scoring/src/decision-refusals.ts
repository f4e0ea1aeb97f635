import { Refusal } from "@dostyk/kernel";

/** A matrix that cannot be the covariance of anything. */
export class CovarianceIsNotOne extends Refusal {
  constructor(reason: string) {
    super(`This is not a covariance matrix. ${reason}`);
  }
}

/** A chain of tie-breaks that could not do what the call promises. Said before the call opens, not after the scores are known. */
export class TieBreakIsUnusable extends Refusal {
  /** Where in the chain, from 1. */
  readonly step: number;

  constructor(step: number, reason: string) {
    super(`Tie-break ${step}: ${reason}`, { path: [String(step)] });
    this.step = step;
  }
}

/** A seed for the lot that is not the one whose hash was published. */
export class SeedDoesNotMatchItsCommitment extends Refusal {
  constructor() {
    super("The hash of this seed is not the one published when the call opened. Draw the lot with the seed that was committed to.");
  }
}

/** A ballot that names an entry twice, an unknown entry, nothing, or a weight that is not a positive number. */
export class BallotIsInvalid extends Refusal {
  /** The ballot's number in the order given, from 1. */
  readonly ballot: number;

  constructor(ballot: number, reason: string) {
    super(`Ballot ${ballot}: ${reason}`, { path: [String(ballot)] });
    this.ballot = ballot;
  }
}

/** Ballots that no finite estimate fits best: an entry, or a size of tie, that nothing speaks against. */
export class NoEstimateExists extends Refusal {
  constructor(reason: string) {
    super(reason);
  }
}

/** A judge or an entry that the design does not have. */
export class NotInTheDesign extends Refusal {
  readonly id: string;

  constructor(kind: "entry" | "judge", id: string) {
    super(`There is no ${kind} "${id}" in this design.`, { path: [id] });
    this.id = id;
  }
}
