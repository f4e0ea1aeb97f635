import { Refusal } from "@dostyk/kernel";

/** Somebody would say for which record a body acts that they are not set over. */
export class OnlyThoseSetOverItLink extends Refusal {
  constructor() {
    super("Operators, and officers of the association for itself and its cities, say which record a body acts for. Ask one of them.");
  }
}

/** The body has a record, or the record has a body: each has one at most. */
export class LinkedAlready extends Refusal {
  constructor() {
    super("The body acts for a record, or another body acts for this one. Take that link away first.", { path: ["recordId"] });
  }
}

/** A city acts for a place or its government, an association for an association, a donor for an organization. */
export class RecordDoesNotFit extends Refusal {
  constructor() {
    super(
      "A city's body acts for a place or a municipality, an association's for an association, a donor's for an organization, the node for none. Choose such a record.",
      { path: ["recordId"] },
    );
  }
}
