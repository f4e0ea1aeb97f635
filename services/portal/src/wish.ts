import { type Problem, problemOf } from "./components/problem.ts";
import { ProofNeeded, SignInNeeded, type Visit } from "./visit.ts";

/** What came of a wish: what it was answered with, or what to mend. */
export type Wished<Payload> =
  | { readonly ok: true; readonly payload: Payload }
  | { readonly ok: false; readonly problems: readonly Problem[] };

interface InputProblem {
  readonly message: string;
  readonly path: readonly string[] | null;
}
interface RefusedResult extends InputProblem {
  readonly __typename: string;
  readonly problems?: readonly InputProblem[];
}

/**
 * Asks for a mutation; its document has one field, whose result spreads `Refused`. Problems stand at the field of the input
 * they are about, by its name.
 * @throws SignInNeeded, ProofNeeded
 */
export async function wish<Payload>(visit: Visit, document: string, input: object): Promise<Wished<Payload>> {
  const [result] = Object.values(await visit.ask<Readonly<Record<string, Payload | RefusedResult>>>(document, { input }));
  if (result === undefined) throw new Error("The mutation was answered with nothing.");
  if (!isRefused(result)) return { ok: true, payload: result };
  if (result.__typename === "SignInFirst") throw new SignInNeeded();
  if (result.__typename === "ProveWhoYouAreAgain") throw new ProofNeeded();
  const { problems } = result;
  if (problems !== undefined && problems.length > 0) {
    return { ok: false, problems: problems.map((problem) => problemOf(visit, { ...problem, code: "" }, problem.path?.[0])) };
  }
  return { ok: false, problems: [problemOf(visit, { code: result.__typename, message: result.message }, result.path?.[0])] };
}

function isRefused(result: unknown): result is RefusedResult {
  return typeof result === "object" && result !== null && "message" in result;
}
