import type { FieldMap, InputFieldMap, InputShapeFromFields } from "@pothos/core";
import { builder, type BuilderTypes } from "./builder.ts";
import type { GraphqlContext } from "./context.ts";
import { Refused, refusedBy } from "./refusals.ts";

type InputFields = PothosSchemaTypes.InputFieldBuilder<BuilderTypes, "InputObject">;
type PayloadFields<Payload> = PothosSchemaTypes.ObjectFieldBuilder<BuilderTypes, Payload>;

type MutationOptions<Fields extends InputFieldMap, Payload extends object> = {
  readonly description: string;
  /** The fields of the one input object. Left out, there is nothing to say, and the mutation takes no argument. */
  readonly input?: (t: InputFields) => Fields;
  /** Names of the refusals that may be answered, as declared; any other error is masked as a fault. */
  readonly refusals: readonly string[];
  /** Hands the wish to its command. It translates and decides nothing. */
  readonly wish: (input: InputShapeFromFields<Fields>, context: GraphqlContext) => Promise<Payload>;
  /** The fields of the answer to a wish that was granted. Written after `wish`, from which the compiler knows the payload. */
  readonly payload: (t: PayloadFields<Payload>) => FieldMap;
};

let born = false;

/**
 * Adds a mutation: one input object `InviteMemberInput`, and one answer `InviteMemberResult` that is either
 * `InviteMemberPayload` or one of the refusals. The command that it leads to decides who may.
 */
export function mutation<Fields extends InputFieldMap, Payload extends object>(
  name: string,
  options: MutationOptions<Fields, Payload>,
): void {
  // A schema without wishes has no type for them: GraphQL knows no empty types.
  if (!born) builder.mutationType({ description: "Wishes. Each answers with what was done or with why it was not; it is sent by POST." });
  born = true;
  const capital = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
  const { input: fields } = options;
  const input = fields === undefined ? null : builder.inputType(`${capital}Input`, { description: `What ${name} is given.`, fields });
  const payload = builder.objectRef<Payload>(`${capital}Payload`);
  builder.objectType(payload, { description: `What ${name} answers when the wish was granted.`, fields: options.payload });
  const answered = refusedBy(options.refusals);
  const result = builder.unionType(`${capital}Result`, {
    description: `What ${name} answers: what was done, or why it was not.`,
    types: [payload, ...options.refusals.map((refusal) => refusal as never)],
    resolveType: (value: unknown) => (value instanceof Refused ? value.refusal.name : `${capital}Payload`) as never,
  });
  builder.mutationField(name, (t) =>
    t.field({
      type: result,
      policy: "command",
      description: options.description,
      args: input === null ? {} : { input: t.arg({ type: input, required: true, description: "What is wished, and for whom." }) },
      resolve: async (_root: unknown, args: { input?: unknown }, context: GraphqlContext) => {
        try {
          return await options.wish(args.input as InputShapeFromFields<Fields>, context);
        } catch (error) {
          if (answered(error)) return new Refused(error);
          throw error;
        }
      },
    } as never),
  );
}
