import { linkableOf } from "@dostyk/directory/graphql";
import { builder, columnField, type GraphqlContext, localeDescription, mutation, textOf } from "@dostyk/graphql";
import { checklist, compare, type Comparison, type Criterion, type Score } from "../evaluation/checklist.ts";
import { evaluatePartnership } from "../evaluation/evaluate-partnership.ts";
import { actingOn, answered, idOf } from "./mutations.ts";
import { PartnershipRef } from "./partnership.ts";
import { partyField } from "./process.ts";
import "./refusals.ts";

const CriterionRef = builder.objectRef<Criterion>("EvaluationCriterion");
builder.objectType(CriterionRef, {
  description: "One question of a checklist.",
  fields: (t) => ({
    code: t.exposeString("code", { description: "By this it is scored." }),
    title: t.string({
      description: "What it is about.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      resolve: ({ title }, { locale }, context) => textOf(title, locale ?? context.locale),
    }),
    question: t.string({
      description: "What the party answers by its score.",
      args: { locale: t.arg({ type: "LanguageTag", description: localeDescription }) },
      resolve: ({ question }, { locale }, context) => textOf(question, locale ?? context.locale),
    }),
  }),
});

const ChecklistRef = builder.objectRef<typeof checklist>("EvaluationChecklist");
builder.objectType(ChecklistRef, {
  description: "What parties score a partnership by, from 0 (not at all) to 4 (wholly).",
  fields: (t) => ({
    code: t.string({ description: "The list and its year.", resolve: ({ code }) => code }),
    source: t.string({ description: "What it is made after, in English.", resolve: ({ source }) => source }),
    criteria: t.field({ type: [CriterionRef], description: "Its questions, in order.", resolve: ({ criteria }) => [...criteria] }),
  }),
});
builder.queryField("evaluationChecklist", (t) =>
  t.field({ type: ChecklistRef, policy: "public", description: "The built-in checklist for partnerships.", resolve: () => checklist }),
);

const ScoreRef = builder.objectRef<Score & { readonly language: string }>("EvaluationScore");
builder.objectType(ScoreRef, {
  description: "What one party answers to one question.",
  fields: (t) => ({
    criterion: t.field({
      type: CriterionRef,
      nullable: true,
      description: "The question. Null: the checklist has it no more.",
      resolve: ({ criterion }) => checklist.criteria.find(({ code }) => code === criterion) ?? null,
    }),
    score: t.exposeInt("score", { description: "0 (not at all) to 4 (wholly)." }),
    note: t.exposeString("note", { nullable: true, description: "Why, in the evaluation's language. Null: not stated." }),
  }),
});

const EvaluationRef = builder.prismaObject("PartnershipEvaluation", {
  description: "One party's scores. They are for everybody who may see the partnership.",
  select: { number: true },
  fields: (t) => ({
    version: t.exposeInt("number", {
      description: "How many times the party had scored by then. Whoever scores again says which they saw.",
    }),
    party: partyField(t, "The party that scores. Null: hidden from the viewer."),
    checklist: t.exposeString("checklist", { description: "Code of the checklist." }),
    language: columnField(t, "language", "LanguageTag", "The language of its notes."),
    scores: t.field({
      type: [ScoreRef],
      description: "Its answers; a question left out was not answered.",
      select: { scores: true, language: true },
      // The command that stored them has checked them.
      resolve: ({ scores, language }) => (scores as unknown as readonly Score[]).map((score) => ({ ...score, language })),
    }),
    at: columnField(t, "at", "DateTime", "When it was given."),
  }),
});

const ComparisonRef = builder.objectRef<Comparison>("EvaluationComparison");
builder.objectType(ComparisonRef, {
  description: "What the parties answer to one question, side by side.",
  fields: (t) => ({
    criterion: t.field({ type: CriterionRef, description: "The question.", resolve: ({ criterion }) => criterion }),
    average: t.exposeFloat("average", { nullable: true, description: "Mean of those who answered. Null: nobody has." }),
    gap: t.exposeInt("gap", { nullable: true, description: "Highest less lowest. Null: fewer than two answered." }),
  }),
});

type Given = { readonly position: number; readonly number: number; readonly scores: unknown };

/** The last evaluation of each party, in the order of parties; they come oldest first. */
function latestOf<Row extends Given>(rows: readonly Row[]): readonly Row[] {
  return [...new Map(rows.map((row) => [row.position, row])).values()].toSorted((a, b) => a.position - b.position);
}

const oldestFirst = { orderBy: { number: "asc" } } as const;

builder.prismaObjectFields(PartnershipRef, (t) => ({
  evaluations: t.field({
    type: [EvaluationRef],
    description: "The latest scores of each party that gave any.",
    select: (_args, _context, nested) =>
      ({ evaluations: (nested as (query: object) => object)({ ...oldestFirst, select: { position: true, number: true } }) }) as never,
    extensions: { readsFromRow: ["evaluations"] },
    resolve: (row: object) => latestOf((row as { evaluations: readonly Given[] }).evaluations) as never,
  }),
  comparison: t.field({
    type: [ComparisonRef],
    description: "Average and gap of the parties' latest scores, for each question of the built-in checklist.",
    select: { evaluations: { ...oldestFirst, select: { position: true, number: true, scores: true } } },
    resolve: ({ evaluations }) => [...compare(latestOf(evaluations).map(({ scores }) => scores as unknown as readonly Score[]))],
  }),
}));

const ScoreInput = builder.inputType("EvaluationScoreInput", {
  description: "An answer to one question.",
  fields: (t) => ({
    criterion: t.string({ required: true, description: "Code of the question." }),
    score: t.int({ required: true, description: "0 (not at all) to 4 (wholly)." }),
    note: t.string({ description: "Why: at most 2000 characters." }),
  }),
});

mutation("evaluatePartnership", {
  description: "Scores a partnership for a party by the built-in checklist. New scores take the place of its earlier ones, which are kept.",
  input: (t) => ({
    partnershipId: t.id({ required: true, description: "Global id of the partnership." }),
    party: t.id({ required: true, description: "Global id of the place or organization that scores." }),
    version: t.int({ required: true, description: "The version of the party's scores that was shown; 0 where there were none." }),
    scores: t.field({ type: [ScoreInput], required: true, description: "One for each question that is answered." }),
    language: t.field({ type: "LanguageTag", description: "The language of the notes. Left out: the request's." }),
    idempotencyKey: t.string({
      required: true,
      description: "Made anew for each wish, at most 100 characters: sent twice, it counts once.",
    }),
  }),
  refusals: [
    ...answered.refusals.filter((name) => name !== "SomebodyElseChangedIt" && name !== "NotOpenNow"),
    "NothingAgreedYet",
    "SomebodyElseEvaluated",
  ],
  wish: ({ partnershipId, party, language, ...given }, context: GraphqlContext) =>
    evaluatePartnership(context, actingOn(context), {
      ...given,
      partnershipId: idOf(partnershipId),
      party: linkableOf(party, ["party"]),
      language: language ?? context.locale,
    }),
  payload: answered.payload,
});
