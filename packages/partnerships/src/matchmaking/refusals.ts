import { Refusal } from "@dostyk/kernel";

/** Somebody would publish or close on behalf of a body they do not act for. */
export class OnlyItsOwnPeoplePublish extends Refusal {
  constructor() {
    super("Officers of a city, or of its association, and the people of a donor publish and close for their own body. Ask one of them.", {
      path: ["bodyId"],
    });
  }
}

/** A body would speak for a place that is another's. */
export class OnlyForItsOwnPlace extends Refusal {
  constructor() {
    super("A city speaks for the place it acts for, an association for those of its cities. Choose such a place, or leave it out.", {
      path: ["place"],
    });
  }
}

/** A donor would publish a need. */
export class DonorsOnlyOffer extends Refusal {
  constructor() {
    super("A donor gives and does not seek: publish an offer instead.", { path: ["bodyId"] });
  }
}

/** Somebody else has rewritten or published the draft since it was read. */
export class DraftHasChanged extends Refusal {
  constructor() {
    super("Somebody else has changed or published this draft since you read it. Read it again and repeat what you still want.", {
      path: ["version"],
    });
  }
}

/** So many of one body wait that more would not be read. */
export class TooManyNeedsAndOffers extends Refusal {
  constructor(limit: number) {
    super(`${limit} drafts, needs and offers of this body are there. Close those that are over first.`);
  }
}
