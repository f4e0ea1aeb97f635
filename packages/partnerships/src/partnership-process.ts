import type { confirmationStates, partnershipStatuses } from "./partnership.ts";

/**
 * What a party can say, always for itself.
 * PROPOSE and AMEND offer terms, which the speaker thereby accepts; CONFIRM and DECLINE answer terms; SUSPEND,
 * MARK_DORMANT and RESUME tell how the speaker stands in what was agreed; END is final.
 */
export const statementActs = ["PROPOSE", "AMEND", "CONFIRM", "DECLINE", "SUSPEND", "MARK_DORMANT", "RESUME", "END"] as const;
export type StatementAct = (typeof statementActs)[number];

/** Terms by their version, which rises with each amendment, and the party (by its position) that offered them. */
export type TermsRef = { readonly version: number; readonly by: number };

/** One statement of one party, as far as rules are concerned. */
export type Statement = {
  /** Position of the party that speaks, from 0. */
  readonly party: number;
  /** Rises with each statement of this party. What other parties say at the same time has no part in it. */
  readonly number: number;
  readonly act: StatementAct;
  readonly terms: TermsRef;
};

type Standing = "ACTIVE" | "SUSPENDED" | "DORMANT";

/** All that counts of what one party has said: its latest word on each matter. One record carries it to another node. */
export type Word = {
  readonly offered: readonly TermsRef[];
  /** Its last answer to each terms, by `keyOf`. */
  readonly answers: ReadonlyMap<string, "ACCEPTED" | "DECLINED">;
  readonly standing: Standing;
  readonly ended: boolean;
};

/** Where one party stands. */
export type PartyState = {
  readonly confirmation: "CONFIRMED" | "UNCONFIRMED" | "DECLINED" | "ENDED";
  /** How it stands in what was agreed; differing ones stand side by side. */
  readonly standing: Standing;
  /** Its answer to the latest terms; null: none yet. */
  readonly answer: "ACCEPTED" | "DECLINED" | null;
  readonly ended: boolean;
};

/** Where a partnership stands by what its parties have said. */
export type ProcessState = {
  readonly status: Exclude<(typeof partnershipStatuses)[number], "CONFIRMED">;
  readonly confirmation: Exclude<(typeof confirmationStates)[number], "HISTORICAL">;
  /** The latest terms offered. */
  readonly latest: TermsRef;
  /** The latest terms that every party accepts, and so what holds. Null: none yet. */
  readonly agreed: TermsRef | null;
  /** By position. */
  readonly parties: readonly PartyState[];
};

/** Terms as a key, for comparing. */
export function keyOf({ version, by }: TermsRef): string {
  return `${version}.${by}`;
}

/** The word of one party, from its own statements in whatever order they arrive, and however often. */
export function wordOf(statements: readonly Statement[]): Word {
  const offered = new Map<string, TermsRef>();
  const answers = new Map<string, "ACCEPTED" | "DECLINED">();
  let standing: Standing = "ACTIVE";
  let ended = false;
  for (const { act, terms } of statements.toSorted((a, b) => a.number - b.number)) {
    if (act === "PROPOSE" || act === "AMEND") offered.set(keyOf(terms), terms);
    if (act === "PROPOSE" || act === "AMEND" || act === "CONFIRM") answers.set(keyOf(terms), "ACCEPTED");
    if (act === "DECLINE") answers.set(keyOf(terms), "DECLINED");
    if (act === "SUSPEND") standing = "SUSPENDED";
    if (act === "MARK_DORMANT") standing = "DORMANT";
    if (act === "RESUME") standing = "ACTIVE";
    if (act === "END") ended = true;
  }
  return { offered: [...offered.values()], answers, standing, ended };
}

/**
 * Where a partnership of so many parties stands: a pure function of the parties' latest words, so that nodes which have
 * heard the same agree, whatever came first. Null while nobody has offered anything, though an answer may have come.
 */
export function stateOf(partyCount: number, statements: readonly Statement[]): ProcessState | null {
  const words = Array.from({ length: partyCount }, (_, party) => wordOf(statements.filter((one) => one.party === party)));
  const offered = words.flatMap((word) => word.offered).toSorted(byAge);
  const latest = offered.at(-1);
  if (latest === undefined) return null;
  const agreed = offered.findLast((terms) => words.every(({ answers }) => answers.get(keyOf(terms)) === "ACCEPTED")) ?? null;
  return {
    status: statusOf(words, agreed),
    confirmation: confirmationOf(words, latest, agreed),
    latest,
    agreed,
    parties: words.map((word) => partyStateOf(word, latest, agreed)),
  };
}

/** What a party can say next, when it is at it; whether the viewer may speak for it is another question. */
export function actsOpenTo(state: ProcessState, position: number): readonly StatementAct[] {
  const party = state.parties[position];
  if (party === undefined || party.ended) return [];
  // The others can only join in the end: a revival is a new proposal.
  if (state.status === "ENDED") return state.agreed === null ? [] : ["END"];
  const holds = state.agreed !== null && keyOf(state.agreed) === keyOf(state.latest);
  const { standing } = party;
  const open: Readonly<Record<StatementAct, boolean>> = {
    PROPOSE: false,
    AMEND: true,
    CONFIRM: party.answer !== "ACCEPTED",
    // What holds is not declined but ended, and one's own offer is not declined but amended.
    DECLINE: party.answer !== "DECLINED" && !holds && state.latest.by !== position,
    SUSPEND: state.agreed !== null && standing !== "SUSPENDED",
    MARK_DORMANT: state.agreed !== null && standing !== "DORMANT",
    RESUME: state.agreed !== null && standing !== "ACTIVE",
    // Whoever never accepted anything has nothing to end: they decline.
    END: state.agreed !== null || party.answer === "ACCEPTED",
  };
  return statementActs.filter((act) => open[act]);
}

/** A statement together with the state it led to. */
export type Step<S extends Statement> = { readonly statement: S; readonly state: ProcessState };

/**
 * The statements that changed the status, oldest first, in the order in which they were made (then by number, then by
 * position): an order that every node finds alike, whatever reached it first.
 */
export function historyOf<S extends Statement & { readonly at: Date }>(partyCount: number, statements: readonly S[]): readonly Step<S>[] {
  const ordered = statements.toSorted((a, b) => a.at.getTime() - b.at.getTime() || a.number - b.number || a.party - b.party);
  const steps: Step<S>[] = [];
  for (const [index, statement] of ordered.entries()) {
    const state = stateOf(partyCount, ordered.slice(0, index + 1));
    if (state !== null && state.status !== steps.at(-1)?.state.status) steps.push({ statement, state });
  }
  return steps;
}

/** Two that offer one version at once are told apart by position; the lower one's terms are the later. */
function byAge(a: TermsRef, b: TermsRef): number {
  return a.version - b.version || b.by - a.by;
}

function statusOf(words: readonly Word[], agreed: TermsRef | null): ProcessState["status"] {
  if (words.some(({ ended }) => ended)) return "ENDED";
  if (agreed === null) return "PROPOSED";
  if (words.some(({ standing }) => standing === "SUSPENDED")) return "SUSPENDED";
  return words.some(({ standing }) => standing === "DORMANT") ? "DORMANT" : "ACTIVE";
}

function confirmationOf(words: readonly Word[], latest: TermsRef, agreed: TermsRef | null): ProcessState["confirmation"] {
  if (words.every(({ ended }) => ended)) return "BOTH";
  if (words.some(({ ended }) => ended)) return "ENDED_BY_ONE";
  if (agreed !== null) return "BOTH";
  return words.some(({ answers }) => answers.get(keyOf(latest)) === "DECLINED") ? "CONTESTED" : "UNILATERAL";
}

function partyStateOf({ answers, standing, ended }: Word, latest: TermsRef, agreed: TermsRef | null): PartyState {
  const answer = answers.get(keyOf(latest)) ?? null;
  const confirmed = agreed !== null || answer === "ACCEPTED";
  const stands = answer === "DECLINED" ? "DECLINED" : "UNCONFIRMED";
  return { confirmation: ended ? "ENDED" : confirmed ? "CONFIRMED" : stands, standing, answer, ended };
}
