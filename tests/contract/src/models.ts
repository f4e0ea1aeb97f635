import { getDatamodel } from "@dostyk/db/pothos";

/** A column or relation of a model, as Prisma's generator describes it. */
export type ModelField = {
  readonly name: string;
  readonly kind: "scalar" | "enum" | "object" | "unsupported";
  readonly type: string;
  readonly relationName?: string;
  readonly relationFromFields?: readonly string[];
};

export type Models = Readonly<Record<string, { readonly fields: readonly ModelField[] }>>;

/** The models of the database. Prisma's own type of them is empty. */
export const models = (getDatamodel() as unknown as { datamodel: { models: Models } }).datamodel.models;
