const shapes: Readonly<Record<string, RegExp>> = {
  "e-mail": /[\w.+-]{1,64}(?:@|%40)[\w-]{1,63}(?:\.[\w-]{1,63})*\.[a-z]{2,24}\b/giu,
  telephone: /(?<![\w.:-])\+\d[\d\s().-]{8,20}\d(?!\w)/gu,
  token: /\bdk_\w{8,}|\beyJ[\w-]{5,}\.[\w-]{5,}|\b(?:bearer|basic)\s+[\w.~+/=-]{8,}|[?&](?:token|code|key|secret|state)=\w+/giu,
  password: /:\/\/[^\s:/@]{0,100}:(?!…)[^\s/@[]{1,100}@/gu,
};

/**
 * What in a text has the shape of somebody's e-mail address or telephone number, or of a key to a door: `e-mail: a@b.example`.
 * Written apart from what keeps such things out of the log, so that one mistake is not in both.
 */
export function privateShapesIn(text: string): readonly string[] {
  return Object.entries(shapes).flatMap(([name, shape]) => [...text.matchAll(shape)].map(([found]) => `${name}: ${found}`));
}
