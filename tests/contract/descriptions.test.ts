import {
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from "graphql";
import { describe, expect, it } from "vitest";
import { schema } from "@dostyk/network";

type Described = { readonly place: string; readonly description: string | null | undefined };

function describedIn(type: GraphQLNamedType): Described[] {
  const place = (name: string) => `${type.name}.${name}`;
  if (isObjectType(type) || isInterfaceType(type))
    return Object.values(type.getFields()).flatMap((field) => [
      { place: place(field.name), description: field.description },
      ...field.args.map((argument) => ({ place: `${place(field.name)}(${argument.name})`, description: argument.description })),
    ]);
  if (isEnumType(type)) return type.getValues().map((value) => ({ place: place(value.name), description: value.description }));
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => ({ place: place(field.name), description: field.description }));
  return [];
}

const described: readonly Described[] = Object.values(schema.getTypeMap())
  .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
  .flatMap((type) => [{ place: type.name, description: type.description }, ...describedIn(type)]);

describe("the schema", () => {
  it("describes every type, field, argument, value and input field", () => {
    expect(described.filter(({ description }) => (description ?? "").trim() === "").map(({ place }) => place)).toEqual([]);
  });

  it("describes nothing by repeating its name", () => {
    const letters = (text: string) => text.toLowerCase().replaceAll(/[^a-z]|\b(?:the|a|an|of)\b/gu, "");
    // The values of an enum may say all they have to say by their name.
    const values = new Set(
      Object.values(schema.getTypeMap())
        .filter(isEnumType)
        .map(({ name }) => name),
    );
    const repeated = described.filter(
      ({ place, description }) =>
        !values.has(place.replace(/\..*$/u, "")) && letters(description ?? "") === letters(place.replace(/^.*[.(]/u, "")),
    );
    expect(repeated.map(({ place, description }) => `${place}: ${description}`)).toEqual([]);
  });
});
