/** The arguments a message takes, read out of its text: what the type file is made of and what translations are held to. */
import { IntlMessageFormat } from "intl-messageformat";

/** Name of an argument and whether it is a number (plurals and number formats) or a text. */
export type ArgumentKinds = Readonly<Record<string, "number" | "string">>;

interface Element {
  readonly type: number;
  readonly value: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

// The parser's own numbering of elements: 0 literal, 1 argument, 2 number, 3 date, 4 time, 5 select, 6 plural, 7 pound.
const literal = 0;
const numeric: readonly number[] = [2, 6];
const pound = 7;

/** The arguments of a message, sorted by name. Throws a SyntaxError where the text is no ICU message. */
export function argumentsOf(text: string): ArgumentKinds {
  const found: Record<string, "number" | "string"> = {};
  walk(elementsOf(text), (element) => {
    if (element.type === literal || element.type === pound) return;
    if (numeric.includes(element.type)) found[element.value] = "number";
    else found[element.value] ??= "string";
  });
  return Object.fromEntries(Object.entries(found).toSorted(([one], [other]) => (one < other ? -1 : 1)));
}

/** The plural categories each plural of a message answers for, without the exact cases such as `=0`. */
export function pluralCategoriesOf(text: string): readonly (readonly string[])[] {
  const found: string[][] = [];
  walk(elementsOf(text), (element) => {
    if (element.type !== 6) return;
    found.push(
      Object.keys(element.options ?? {})
        .filter((category) => !category.startsWith("="))
        .toSorted(),
    );
  });
  return found;
}

function elementsOf(text: string): readonly Element[] {
  // The syntax tree is the library's own; only the members named above are read.
  return new IntlMessageFormat(text, "en", undefined, { ignoreTag: true }).getAst() as unknown as readonly Element[];
}

function walk(elements: readonly Element[], visit: (element: Element) => void): void {
  for (const element of elements) {
    visit(element);
    for (const option of Object.values(element.options ?? {})) walk(option.value, visit);
  }
}
