import { parse } from "edtf";

/** Whether the text follows the grammar of EDTF (ISO 8601-2, levels 0 to 3). Never throws. */
export function followsEdtf(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    // The library throws plain Errors, in the grammar's own words; ours say which forms to write instead.
    return false;
  }
}
