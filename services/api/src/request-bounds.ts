/** What one request may bring and how long it may take. What one operation may cost is in `limits` of @dostyk/graphql. */
export const requestBounds = {
  /** Bytes of a body. The longest documents in use have a tenth of it. */
  bodyBytes: 100_000,
  /** Bytes of a form that is sent to the website: a long text in Cyrillic, written for an address, takes six a letter. */
  formBytes: 32_768,
  /** Characters of an address; Node itself allows 16 kB for the whole head. */
  addressCharacters: 8_000,
  /** How long a body may take to come in. */
  bodyMs: 10_000,
  /** How long an operation may take; the database ends a single statement before. */
  operationMs: 20_000,
  /** How long an answer to a GET may be kept. */
  freshSeconds: 60,
} as const;
