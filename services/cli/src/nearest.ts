/** The candidate that takes the fewest changes of a letter to become `word`. There must be one. */
export function nearest(word: string, candidates: readonly string[]): string {
  return candidates.toSorted((a, b) => distance(word, a) - distance(word, b))[0] ?? word;
}

/** Levenshtein 1966: insertions, deletions and substitutions. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const substituted = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
