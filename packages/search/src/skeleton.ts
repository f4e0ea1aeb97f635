import anyAscii from "any-ascii";

/** Version of the rules below. Stored skeletons are data: a changed rule is a new number, and everything is indexed again. */
export const foldVersion = 1;

/** Cyrillic letters of Kazakh, Kyrgyz, Tajik, Ukrainian and Russian, each after the letter it is folded to; signs fold to nothing. */
const cyrillic: ReadonlyMap<string, string> = new Map(
  "a:аәя b:б v:в g:гғґ d:д e:еёэє j:жҗҷ z:з i:иіїйыӣ k:кқ l:л m:м n:нң o:оө p:п r:р s:сц t:т u:уұүўӯю f:ф h:хһҳ c:ч x:шщ :ъь"
    .split(" ")
    .flatMap((group) => {
      const [folded = "", letters = ""] = group.split(":");
      return Array.from(letters, (letter): [string, string] => [letter, folded]);
    }),
);

/** Stands for a c that came of "ch" and stays one. */
const keptC = "\u0001";

/** How Latin spellings of Cyrillic names meet the names themselves; one after the other. */
const transliterations: readonly (readonly [RegExp, string])[] = [
  [/dzh|dj|zh/gu, "j"],
  [/shch|sch(?=[aeiou])|sh/gu, "x"],
  [/tch|ch/gu, keptC],
  [/kh/gu, "h"],
  [/gh/gu, "g"],
  [/ph/gu, "f"],
  [/ts|tz/gu, "s"],
  [/ck/gu, "k"],
  [/q/gu, "k"],
  [/w/gu, "v"],
  [/ye/gu, "e"],
  [/ya/gu, "a"],
  [/yu/gu, "u"],
  [/yo/gu, "o"],
  [/y/gu, "i"],
  [/c(?=[ei])/gu, "s"],
  [new RegExp(keptC, "gu"), "c"],
];

const longest = 64;
const remembered = new Map<string, string>();
// Two scripts of a large vocabulary; about 30 MB at worst. Most time of indexing is spent folding.
const rememberedAtMost = 200_000;

/**
 * The form in which words of all scripts meet: Экибастуз, Екібастұз and Ekibastuz become "ekibastuz". Of `[a-z0-9]`, at
 * most 64 long; empty where the word has neither letters nor digits. Folding twice is not folding once.
 */
export function skeleton(word: string): string {
  const known = remembered.get(word);
  if (known !== undefined) return known;
  const folded = fold(word);
  if (remembered.size >= rememberedAtMost) remembered.clear();
  // What an index or a reader holds beyond any word's length would only fill the memory.
  if (word.length <= longest) remembered.set(word, folded);
  return folded;
}

function fold(word: string): string {
  const plain = word.normalize("NFKC").toLowerCase().normalize("NFKC").replaceAll("дж", "ж").replaceAll("тс", "ц");
  let foreign = false;
  let latin = "";
  for (const letter of plain) {
    const folded = cyrillic.get(letter);
    foreign ||= folded === undefined && /\p{L}/u.test(letter);
    latin += folded ?? letter;
  }
  const ascii = anyAscii(latin)
    .toLowerCase()
    .replaceAll(/['’ʼ‘ʻ`]/gu, "");
  const met = foreign ? transliterations.reduce((text, [pattern, by]) => text.replaceAll(pattern, by), ascii) : ascii;
  return undoubled(met.replaceAll(/[^a-z0-9]+/gu, ""));
}

/** Skeletons of a name's words as one: "Усть-Каменогорск" and "Ust Kamenogorsk" are "ustkamenogorsk". */
export function joined(skeletons: readonly string[]): string {
  return undoubled(skeletons.join(""));
}

function undoubled(text: string): string {
  return text.replaceAll(/([a-z])\1+/gu, "$1").slice(0, longest);
}
