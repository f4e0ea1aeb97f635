import anyAscii from "any-ascii";

/**
 * The form in which names are compared and searched: no accents, no case, Latin letters and digits, one space between
 * words. Экибастуз, Екібастұз and Ekibastuz become one text. Empty where the text has no letters and no digits.
 */
export function foldForSearch(text: string): string {
  const bare = text
    .normalize("NFKD")
    .replaceAll(/\p{M}+/gu, "")
    .toLowerCase();
  return (
    anyAscii(bare)
      .toLowerCase()
      // An apostrophe stands for a soft sign or inside a name; a space there would cut the word in two.
      .replaceAll(/['’`]/gu, "")
      .replaceAll(/[^a-z0-9]+/gu, " ")
      .trim()
  );
}
