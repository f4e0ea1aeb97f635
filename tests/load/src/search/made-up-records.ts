import type { SearchDocument } from "@dostyk/search";

/** Words of one invented language; their frequencies follow Zipf's law. */
const vocabulary = 40_000;
const wordsOfBody = 180;

const syllables = "ka ra gan du bal ta tem ir shy len osk men ol dor pav kus mur za lin ger top sha yel kok bek".split(" ");
const latin = "yeabdgiklmnoprstuvz";
const letters = "ыеабдгиклмнопрстувз";
const cyrillic = new Map([["sh", "ш"], ...Array.from(latin, (letter, index): [string, string] => [letter, letters.charAt(index)])]);

/** The same number for the same seed in every run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function wordOf(rank: number): string {
  let rest = rank * 7919 + 104_729;
  let word = "";
  for (let part = 0; part < 2 + (rank % 3); part += 1) {
    word += syllables[rest % syllables.length] ?? "";
    rest = Math.floor(rest / 3) + 17 * (part + 1);
  }
  return word + (rank > 2_000 ? (syllables[Math.floor(rank / 97) % syllables.length] ?? "") : "");
}

function inCyrillic(word: string): string {
  return word.replaceAll(/sh|[a-z]/gu, (letter) => cyrillic.get(letter) ?? letter);
}

/** A text of words drawn by Zipf's law, about 1.3 KB. */
function bodyOf(random: () => number): string {
  return Array.from({ length: wordsOfBody }, () => wordOf(Math.floor(vocabulary ** random()) - 1)).join(" ");
}

/** The name of the record of a number; every record has another. */
export function nameOf(number: number): string {
  const word = `${wordOf(number % 5_000)}${wordOf(Math.floor(number / 5_000) + 31)}`;
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}${number >= 25_000 ? ` ${number}` : ""}`;
}

/** Documents like those of a catalogue: a name in two scripts, a text in two languages of about 2.8 KB together. */
export function* madeUpRecords(count: number): Generator<SearchDocument> {
  const random = randomFrom(count);
  for (let number = 0; number < count; number += 1) {
    const name = nameOf(number);
    const body = bodyOf(random);
    yield {
      id: `r${number}`,
      kind: number % 4 === 0 ? "PLACE" : "PRACTICE",
      audience: ["PUBLIC"],
      titles: { en: name, ru: inCyrillic(name.toLowerCase()) },
      summaries: {},
      bodies: [{ en: body, ru: inCyrillic(body) }],
      aliases: [],
      places: [nameOf(number % 400)],
      tags: [wordOf(number % 30)],
      facets: { country: [["KZ", "US", "KG"][number % 3] ?? "KZ"], year: [String(1990 + (number % 30))] },
      year: 1990 + (number % 30),
      point: null,
    };
  }
}

/** Questions as people type them: names as written, misspelt, in the other script, begun; words of the texts. */
export function questions(count: number, records: number): readonly string[] {
  const random = randomFrom(7);
  return Array.from({ length: count }, (_, index) => {
    const name = nameOf(Math.floor(random() * Math.min(records, 20_000)));
    const at = 2 + Math.floor(random() * (name.length - 3));
    switch (index % 5) {
      case 0:
        return name;
      case 1:
        return `${name.slice(0, at)}${name.slice(at + 1)}`;
      case 2:
        return inCyrillic(name.toLowerCase());
      case 3:
        return name.slice(0, Math.max(4, Math.ceil(name.length / 2)));
      default:
        return `${wordOf(50 + Math.floor(random() * 2_000))} ${wordOf(50 + Math.floor(random() * 2_000))}`;
    }
  });
}
