/** Where a command reads the time; tests hand in a fixed one. */
export type Clock = () => Date;

/** What a command needs from outside itself: time, new identities, the node it writes for, and on whose word. */
export type CommandContext = {
  readonly now: Clock;
  /** A new ULID at every call. */
  readonly newId: () => string;
  /** Origin of this node without a slash at its end, such as `https://dostyk.example`. */
  readonly homeNode: string;
  /** URI or name of whoever asserts what the command records. */
  readonly asserter: string;
};
