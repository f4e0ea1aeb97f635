const latin = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const russian = "ёйцукенгшщзхъфывапролджэячсмитьбю";
// The digits that carry letters on the Kazakh layout; typed on another one they stay digits, so they go one way only.
const kazakhDigits: ReadonlyMap<string, string> = new Map(Object.entries({ 2: "ә", 3: "і", 4: "ң", 5: "ғ", 8: "ү", 9: "ұ", 0: "қ" }));

const toRussian = new Map(Array.from(latin, (key, index) => [key, russian[index] ?? key]));
const toLatin = new Map(Array.from(russian, (key, index) => [key, latin[index] ?? key]));

/**
 * What the same keys write on the other layout, by the script that was typed: `fkvfns` is алматы, `лфкфпфтвф` karaganda.
 * Null where the text has letters of both scripts or of none.
 */
export function otherLayout(text: string): string | null {
  const small = text.toLowerCase();
  const typedLatin = /[a-z]/u.test(small);
  const typedCyrillic = /\p{Script=Cyrillic}/u.test(small);
  if (typedLatin === typedCyrillic) return null;
  const keys = typedLatin ? toRussian : toLatin;
  const inWord = typedLatin && /[a-z]\d|\d[a-z]/u.test(small);
  return Array.from(small, (key) => keys.get(key) ?? (inWord ? kazakhDigits.get(key) : undefined) ?? key).join("");
}
