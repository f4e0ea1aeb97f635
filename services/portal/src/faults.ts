/** Why a page cannot be shown. Each has a designed page of its own. */

/** The address names no page or a record that is not there, or not for this reader: the two look alike. */
export class NoSuchPage extends Error {
  constructor(what: string) {
    super(`There is no page at ${what}.`);
    this.name = "NoSuchPage";
  }
}

/** The record lives under another address: it was asked for by an alias. */
export class Moved extends Error {
  readonly path: string;
  constructor(path: string) {
    super(`Moved to ${path}.`);
    this.name = "Moved";
    this.path = path;
  }
}

/** The reader's address carries something the API refuses, such as a damaged page marker. */
export class BadRequest extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "BadRequest";
  }
}

/** The API or what stands behind it does not answer. */
export class ApiUnavailable extends Error {
  constructor(options?: { readonly cause: unknown }) {
    super("The API does not answer.", options);
    this.name = "ApiUnavailable";
  }
}

/** The API answered that something broke inside it. */
export class ApiFault extends Error {
  readonly requestId: string | undefined;
  constructor(message: string, requestId: string | undefined) {
    super(message);
    this.name = "ApiFault";
    this.requestId = requestId;
  }
}
