import { isProblem, parseLanguageTag } from "@dostyk/kernel";
import { DateTimeResolver, JSONResolver, URLResolver } from "graphql-scalars";
import { GraphQLScalarType, Kind } from "graphql";
import { builder } from "./builder.ts";
import { RequestError } from "./errors.ts";

builder.addScalarType("DateTime", DateTimeResolver, { description: "An instant, as RFC 3339: 2001-09-18T09:00:00Z." });
builder.addScalarType("JSON", JSONResolver, { description: "Any JSON value: what a source says in the shape its property has." });

function languageTag(value: unknown): string {
  const tag = typeof value === "string" ? parseLanguageTag(value) : { path: [], message: "A language tag is a string." };
  if (isProblem(tag)) throw new RequestError("BAD_LANGUAGE_TAG", tag.message);
  return tag;
}

builder.addScalarType(
  "LanguageTag",
  new GraphQLScalarType<string, string>({
    name: "LanguageTag",
    serialize: String,
    parseValue: languageTag,
    parseLiteral: (node) => languageTag(node.kind === Kind.STRING ? node.value : undefined),
  }),
  { description: "A language as BCP 47 writes it: en, ru, kk, ky, kk-Latn. A language without texts falls back to its neighbours." },
);

builder.addScalarType(
  "URL",
  new GraphQLScalarType<string, string>({
    name: "URL",
    serialize: String,
    parseValue: (value) => String(URLResolver.parseValue(value)),
    parseLiteral: (node, variables) => String(URLResolver.parseLiteral(node, variables)),
  }),
  { description: "An absolute address." },
);
