import { isProblem, parsePartialDate, type PartialDate } from "@dostyk/kernel";

/** The dates that can be read. Claims hold no others; one that does takes no part in comparisons. */
export function readDates(texts: readonly string[]): readonly PartialDate[] {
  return texts.map(parsePartialDate).filter((date): date is PartialDate => !isProblem(date));
}
