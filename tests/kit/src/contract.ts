import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

/** Holds requests and answers against an OpenAPI document. */
export type Contract = {
  /** What is wrong with a body; empty where it fits, and where the document says nothing of it. */
  check(method: string, path: string, part: "request" | number, body: unknown): readonly string[];
};

const numberFormats = ["int32", "int64", "u-int8", "u-int16", "u-int32", "u-int64", "u-int128", "float", "double", "uuid", "date-time"];

/** Reads an OpenAPI 3.1 document. Paths are given as the document writes them, with their braces. */
export function contractOf(document: object): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  for (const format of numberFormats) ajv.addFormat(format, true);
  ajv.addSchema({ ...document, $id: "contract" });
  const validators = new Map<string, ValidateFunction | null>();
  const validatorOf = (pointer: string): ValidateFunction | null => {
    if (!validators.has(pointer)) validators.set(pointer, has(document, pointer) ? ajv.compile({ $ref: `contract#${pointer}` }) : null);
    return validators.get(pointer) ?? null;
  };
  return {
    check(method, path, part, body) {
      const place = part === "request" ? "requestBody" : `responses/${part}`;
      const operation = `/paths/${path.replaceAll("~", "~0").replaceAll("/", "~1")}/${method.toLowerCase()}`;
      const pointer = `${operation}/${place}/content/application~1json/schema`;
      const validate = validatorOf(pointer.replaceAll("{", "%7B").replaceAll("}", "%7D"));
      if (validate === null || validate(body) === true) return [];
      return (validate.errors ?? []).map(({ instancePath, message }) => `${method} ${path} ${part}: ${instancePath} ${message}`);
    },
  };
}

function has(document: unknown, pointer: string): boolean {
  let here = document;
  for (const step of pointer.split("/").slice(1)) {
    const name = decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof here !== "object" || here === null || !(name in here)) return false;
    here = (here as Readonly<Record<string, unknown>>)[name];
  }
  return true;
}
