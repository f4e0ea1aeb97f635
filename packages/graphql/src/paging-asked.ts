import { type DocumentNode, type GraphQLResolveInfo, Kind, type OperationDefinitionNode, visit } from "graphql";
import type { GraphqlContext } from "./context.ts";

/** What an operation asks about its pages, anywhere in it. */
type PagingAsked = {
  /** Where pages stand: a list then reads one row more than its page, to see whether there is one. */
  readonly pageInfo: boolean;
  /** Cursors: a list then reads the columns it is sorted by. */
  readonly cursors: boolean;
};

const everything: PagingAsked = { pageInfo: true, cursors: true };
const known = new WeakMap<OperationDefinitionNode, PagingAsked>();
const byRequest = new WeakMap<GraphqlContext, PagingAsked>();

/** Looks through the operation once, however often it is asked, and remembers for the lists inside records. */
export function examinePaging(context: GraphqlContext, { operation, fragments }: GraphQLResolveInfo): PagingAsked {
  let asked = known.get(operation);
  if (asked === undefined) {
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: [operation, ...Object.values(fragments)] };
    const names = new Set<string>();
    visit(document, { Field: ({ name }) => void names.add(name.value) });
    asked = { pageInfo: names.has("pageInfo"), cursors: names.has("pageInfo") || names.has("edges") };
    known.set(operation, asked);
  }
  byRequest.set(context, asked);
  return asked;
}

/** What the request's operation asks; everything, where no field above has looked. */
export function pagingAsked(context: GraphqlContext): PagingAsked {
  return byRequest.get(context) ?? everything;
}
