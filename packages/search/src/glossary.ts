import { skeleton } from "./skeleton.ts";
import { tokensOf } from "./words.ts";

/**
 * Abbreviations and terms of the field that mean the same, in the languages readers ask in. Names are no matter of this
 * list: a place's or organization's other names are its own, with a source, and forgive slips; a synonym does not.
 */
const glossary: readonly (readonly string[])[] = [
  ["NGO", "НПО", "ҮЕҰ", "non-governmental organization", "неправительственная организация", "үкіметтік емес ұйым"],
  ["LSG", "МСУ", "ЖӨБ", "local self-government", "местное самоуправление", "жергілікті өзін-өзі басқару"],
  ["ЖКХ", "ТКШ", "housing utilities", "коммунальное хозяйство", "коммуналдық шаруашылық"],
  ["ЦОН", "ХҚКО", "public service centre", "центр обслуживания населения", "халыққа қызмет көрсету орталығы"],
  ["КСК", "ПИК", "condominium", "кондоминиум", "apartment owners cooperative", "кооператив собственников квартир"],
  ["SME", "МСБ", "ШОБ", "small business", "малый бизнес", "шағын бизнес"],
  ["ToT", "training of trainers", "подготовка тренеров", "тренерлерді даярлау"],
  ["twinning", "sister city", "побратимы", "бауырлас қала"],
  ["akim", "аким", "әкім", "mayor", "мэр"],
  ["akimat", "акимат", "әкімдік", "city hall", "мэрия"],
  ["maslikhat", "маслихат", "мәслихат", "city council"],
  ["oblast", "область", "облыс", "region"],
  ["rayon", "район", "аудан", "district"],
];

/** For a skeleton that is a whole term: the other terms of its group, each as skeletons of its words. */
const otherTerms: ReadonlyMap<string, readonly (readonly string[])[]> = new Map(
  glossary.flatMap((group) => {
    const terms = group.map((term) => tokensOf(term).map(({ token }) => token));
    return group.flatMap((term) => {
      const own = skeleton(term);
      if (/\s|-/u.test(term)) return [];
      return [[own, terms.filter((other) => other.length !== 1 || other[0] !== own)] as const];
    });
  }),
);

/** What else a word of a question may be called, each as skeletons that belong together; empty where the glossary has nothing. */
export function synonymsOf(token: string): readonly (readonly string[])[] {
  return otherTerms.get(token) ?? [];
}

/** The one-word terms of the glossary with their one-word synonyms, as engines with a list of their own want them. */
export function abbreviations(): Readonly<Record<string, readonly string[]>> {
  const groups = glossary.map((group) => group.filter((term) => !/\s|-/u.test(term)).map((term) => term.toLowerCase()));
  return Object.fromEntries(groups.flatMap((group) => group.map((term) => [term, group.filter((other) => other !== term)])));
}
