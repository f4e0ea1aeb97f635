import { Refusal } from "@dostyk/kernel";
import type { StatementAct } from "./partnership-process.ts";

/** Somebody would speak for a party whose people they are not. */
export class OnlyItsPeopleSpeakForIt extends Refusal {
  constructor() {
    super("A party speaks for itself, by an officer of its city or of its association. Ask one of them.", { path: ["party"] });
  }
}

/** No body is linked to the party, so nobody acts for it on this node. */
export class NobodySpeaksForItYet extends Refusal {
  constructor() {
    super("Nobody acts for this party here yet. Ask its association, or an operator, to link its body to its record.", {
      path: ["party"],
    });
  }
}

/** One person would answer for both sides. */
export class OnePersonSpeaksForOneSide extends Refusal {
  constructor() {
    super("You have spoken for another party of this partnership. Let somebody else speak for this one.", { path: ["party"] });
  }
}

/** The record is a copy of another node's. */
export class OnlyItsHomeNodeWrites extends Refusal {
  constructor() {
    super("This partnership is another node's record, and a copy is read-only. Speak on its home node.");
  }
}

/** Nobody has ever asked the parties: the partnership is told by documents. */
export class KnownOnlyFromDocuments extends Refusal {
  constructor() {
    super("This partnership is known from documents, and stays as they tell it. Propose a new one to bring it to life.");
  }
}

/** The act makes no sense where the partnership stands. */
export class NotOpenNow extends Refusal {
  constructor(act: StatementAct, open: readonly StatementAct[]) {
    super(
      open.length === 0
        ? `The partnership has ended, so ${act} is not open to this party. Propose a new one.`
        : `${act} is not open to this party now. What it can do: ${open.join(", ")}.`,
    );
  }
}

/** Between the page that was shown and this wish, somebody said something that this wish might answer differently. */
export class SomebodyElseChangedIt extends Refusal {
  /** The version that the wish was made on. */
  readonly yours: number;
  /** The version there is. */
  readonly present: number;
  readonly partnershipId: string;

  constructor(partnershipId: string, yours: number, present: number) {
    super(
      `Somebody changed this partnership meanwhile: you saw version ${yours}, and it is at ${present}. Read what changed, then decide again.`,
      {
        path: ["version"],
      },
    );
    this.partnershipId = partnershipId;
    this.yours = yours;
    this.present = present;
  }
}

/** A partnership that was never agreed has nothing to be judged by. */
export class NothingAgreedYet extends Refusal {
  constructor() {
    super("The parties have not agreed yet. Evaluate the partnership when it has been confirmed.");
  }
}

/** Another officer has scored for the same party meanwhile. */
export class SomebodyElseEvaluated extends Refusal {
  constructor(yours: number, present: number) {
    super(
      `Somebody scored for this party meanwhile: you saw evaluation ${yours}, and there are ${present}. Read the scores, then decide again.`,
      {
        path: ["version"],
      },
    );
  }
}
