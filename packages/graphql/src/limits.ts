/** What one operation may cost. Depth and breadth count fields; complexity counts fields times the records asked for. */
export const limits = {
  depth: 14,
  breadth: 400,
  complexity: 40_000,
  /** Lexical tokens of the document, counted before it is parsed. */
  tokens: 4_000,
  /** Records a list without a window of its own is counted as. */
  listMultiplier: 3,
  /** The largest window of a connection. */
  pageSize: 100,
  /** Entities a supergraph's router may ask for at once: some pages' worth, for it collects them from a whole answer. */
  entities: 500,
  /** The window of a connection where the client names none. */
  defaultPageSize: 20,
} as const;
