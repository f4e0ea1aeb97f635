/** The first two statements that cannot both be right, and all that disagree with some other. */
export type Disagreement<Statement> = {
  readonly first: Statement;
  readonly second: Statement;
  readonly all: readonly Statement[];
};

/** Compares each statement with each; null where all agree. What agrees with all others is left out of `all`. */
export function disagreementAmong<Statement>(
  statements: readonly Statement[],
  agree: (a: Statement, b: Statement) => boolean,
): Disagreement<Statement> | null {
  const all = statements.filter((a) => statements.some((b) => !agree(a, b)));
  const [first] = all;
  const second = first === undefined ? undefined : all.find((other) => !agree(first, other));
  return first === undefined || second === undefined ? null : { first, second, all };
}
