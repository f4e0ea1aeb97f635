// The package ships no types; this is all we ask of it.
declare module "edtf" {
  /** The syntax tree of an EDTF text. Throws where the text breaks the grammar or an interval runs backwards. */
  export function parse(text: string): unknown;
}
