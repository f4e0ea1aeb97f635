import anyAscii from "any-ascii";

const longestSlug = 120;

/** Whether the text can name a record in an address: a-z, 0-9, single hyphens inside, 1 to 120 characters. */
export function isSlug(text: string): boolean {
  return text.length <= longestSlug && /^[a-z0-9]+(?:-[a-z0-9]+)*$/u.test(text);
}

/**
 * A slug made of a title in any script: "Өскемен" gives `oskemen`. Cut at a word where it would be too long; null where
 * nothing of the text can be written in letters or digits.
 */
export function slugFrom(text: string): string | null {
  const words = anyAscii(text.normalize("NFC"))
    .toLowerCase()
    .replaceAll(/['’`]/gu, "")
    .split(/[^a-z0-9]+/u)
    .filter((word) => word !== "");
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word.slice(0, longestSlug) : `${slug}-${word}`;
    if (longer.length > longestSlug) break;
    slug = longer;
  }
  return slug === "" ? null : slug;
}
