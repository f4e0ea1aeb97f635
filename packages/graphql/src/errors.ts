import { GraphQLError } from "graphql";

/**
 * An error a client can do something about. The code is for programs, the message for people; nothing else of the
 * inside leaves the node.
 */
export class RequestError extends GraphQLError {
  constructor(code: string, message: string, extra: Readonly<Record<string, string | number>> = {}) {
    super(message, { extensions: { ...extra, code } });
  }
}

/** The operation asks for more than one operation may. The cost and the limit are in the extensions. */
export class TooCostly extends RequestError {
  constructor(kind: string, cost: number, limit: number) {
    super(
      "QUERY_TOO_COSTLY",
      `${kind} ${cost} is above the limit of ${limit}. Ask for fewer fields or smaller pages, or in several operations.`,
      { cost, limit },
    );
  }
}

/** A cursor this list did not give out, or not in this order. */
export class BadCursor extends RequestError {
  constructor(argument: "after" | "before") {
    super(
      "BAD_CURSOR",
      `"${argument}" is no cursor of this list in this order. Use an endCursor or startCursor of the same field, or leave it out to begin at the start.`,
      { argument },
    );
  }
}

/** A window outside what a list can give. */
export class BadPage extends RequestError {
  constructor(message: string) {
    super("BAD_PAGE", message);
  }
}
