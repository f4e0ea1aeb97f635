import { NoSuchPage } from "../../faults.ts";
import { readerOf, type Visit } from "../../visit.ts";

/** Holds a page for operators. To anybody else it looks as if it were not there. @throws SignInNeeded, NoSuchPage */
export async function operatorOf(visit: Visit): Promise<void> {
  if (!(await readerOf(visit)).operator) throw new NoSuchPage(visit.path);
}
