import { InvalidInput, RecordNotFound, type Refusal } from "@dostyk/kernel";
import type { FieldMap } from "@pothos/core";
import { builder, type BuilderTypes } from "./builder.ts";

/** A refusal on its way out. It is wrapped, because graphql throws whatever error it meets as a value. */
export class Refused {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    this.refusal = refusal;
  }
}

const RefusalRef = builder.interfaceRef<Refused>("Refusal");
builder.interfaceType(RefusalRef, {
  description: "Why a wish was not granted. Nothing of it was done.",
  fields: (t) => ({
    message: t.string({ description: "What to do next, in English, for a person.", resolve: ({ refusal }) => refusal.message }),
    path: t.stringList({
      nullable: true,
      description: "Leads to the field of the input that was refused, from the outside in. Null where none is to blame.",
      resolve: ({ refusal }) => (refusal.path === undefined ? null : [...refusal.path]),
    }),
  }),
  resolveType: ({ refusal }) => refusal.name as never,
});

type RefusalClass = abstract new (...parameters: never[]) => Refusal;

const declared = new Map<string, RefusalClass>();

type MoreFields = (t: PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, Refused>) => FieldMap;

/**
 * Makes GraphQL types of refusals, each of its own name, with what it means, and with more fields where a message and a
 * path do not say it all. A room calls it once for its own.
 */
export function declareRefusals(refusals: Readonly<Record<string, readonly [RefusalClass, string, MoreFields?]>>): void {
  for (const [name, [refusal, description, fields]] of Object.entries(refusals)) {
    declared.set(name, refusal);
    builder.objectType(builder.objectRef<Refused>(name), { description, interfaces: [RefusalRef], ...(fields && { fields }) });
  }
}

/** Whether the error is one of these declared refusals. @throws Error when the schema is built with one that is not declared */
export function refusedBy(names: readonly string[]): (error: unknown) => error is Refusal {
  const classes = names.map((name) => {
    const refusal = declared.get(name);
    if (refusal === undefined) throw new Error(`${name} is no declared refusal: name it in declareRefusals().`);
    return refusal;
  });
  return (error): error is Refusal => classes.some((one) => error instanceof one);
}

declareRefusals({
  RecordNotFound: [RecordNotFound, "What the input names is not there, or is hidden from the viewer: the two are told alike."],
});

const InputProblem = builder.objectRef<{ readonly path: readonly string[]; readonly message: string }>("InputProblem");
builder.objectType(InputProblem, {
  description: "What is wrong with one place of the input.",
  fields: (t) => ({
    path: t.stringList({ description: "Leads to the place, from the outside in; empty for the whole.", resolve: ({ path }) => [...path] }),
    message: t.exposeString("message", { description: "What to write instead, in English." }),
  }),
});

declared.set("InvalidInput", InvalidInput);
builder.objectType(builder.objectRef<Refused>("InvalidInput"), {
  description: "The input does not say what it must.",
  interfaces: [RefusalRef],
  fields: (t) => ({
    problems: t.field({
      type: [InputProblem],
      description: "Every problem that was found, not only the first.",
      resolve: ({ refusal }) => (refusal instanceof InvalidInput ? [...refusal.problems] : []),
    }),
  }),
});
