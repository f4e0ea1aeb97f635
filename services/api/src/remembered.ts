/**
 * A pure function of one text that remembers its last `atMost` answers: readers send the same few headers again and
 * again. Texts longer than `longest` are computed each time, so that strange ones cannot fill the memory.
 */
export function remembered<T>(compute: (text: string) => T, atMost = 500, longest = 300): (text: string) => T {
  const answers = new Map<string, T>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = compute(text);
    if (text.length > longest) return answer;
    if (answers.size >= atMost) answers.clear();
    answers.set(text, answer);
    return answer;
  };
}
