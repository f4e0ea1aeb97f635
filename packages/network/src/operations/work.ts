import { builder, declareRefusals, enumOf, type GraphqlContext, limits, mutation } from "@dostyk/graphql";
import { insist, perform } from "@dostyk/identity";
import {
  type DeadLetter,
  deadLetters,
  discardDeadLetter,
  NoSuchDeadLetter,
  type Progress,
  progressOf,
  queueStates,
  type QueueState,
  retryDeadLetter,
  visibleJobs,
  workerTroubles,
} from "@dostyk/jobs";
import { isOperator, Refusal, type Viewer } from "@dostyk/kernel";
import { shownJobs } from "./house-jobs.ts";

/** The node's work is its operators' to order. */
class OnlyOperatorsOrderWork extends Refusal {
  constructor() {
    super("Only operators decide about failed work. Tell one of them what you need.");
  }
}

/** Why the viewer may not decide about failed work, or null. */
function mayOrderWork(viewer: Viewer): Refusal | null {
  return isOperator(viewer) ? null : new OnlyOperatorsOrderWork();
}

/** Whether the viewer may see how far a job is: whoever wished for it, and operators. */
export function maySeeProgress(viewer: Viewer, { ownerId }: Pick<Progress, "ownerId">): boolean {
  return isOperator(viewer) || (viewer.kind === "person" && viewer.accountId === ownerId);
}

declareRefusals({
  OnlyOperatorsOrderWork: [OnlyOperatorsOrderWork, "The wish is for operators."],
  NoSuchDeadLetter: [NoSuchDeadLetter, "Somebody was quicker: it was tried again or discarded already."],
});

const QueueStateRef = builder.objectRef<QueueState>("JobQueue");
builder.objectType(QueueStateRef, {
  description: "How the jobs of one name fare. For operators.",
  fields: (t) => ({
    job: t.exposeString("job", { description: "The job, as slice and verb." }),
    waiting: t.exposeInt("waiting", { description: "Ready to run." }),
    later: t.exposeInt("later", { description: "To be run later: wished for a moment, or between two attempts." }),
    running: t.exposeInt("running", { description: "Being run now." }),
    done: t.exposeInt("done", { description: "Done in the last two days." }),
    dead: t.exposeInt("dead", { description: "Given up; among the dead letters." }),
    waitingSince: t.expose("waitingSince", {
      type: "DateTime",
      nullable: true,
      description: "Since when the oldest that is ready waits. Null: none does.",
    }),
  }),
});

const DeadLetterRef = builder.objectRef<DeadLetter>("DeadLetter");
builder.objectType(DeadLetterRef, {
  description: "A job that could not be done as often as it was tried. For operators.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "By this it is tried again or discarded." }),
    job: t.exposeString("job", { description: "The job, as slice and verb." }),
    reason: t.exposeString("reason", { description: "Why it could not be done, in a sentence." }),
    attempts: t.exposeInt("attempts", { description: "How often it was tried." }),
    wishedAt: t.expose("wishedAt", { type: "DateTime", description: "When it was wished for." }),
    diedAt: t.expose("diedAt", { type: "DateTime", description: "When it was given up." }),
  }),
});

const JobStateEnum = enumOf("JobState", "How far a long job is.", {
  WAITING: "Not begun.",
  RUNNING: "Under way.",
  DONE: "Done.",
  FAILED: "Given up.",
});

const ProgressRef = builder.objectRef<Progress>("JobProgress");
builder.objectType(ProgressRef, {
  description: "How far a long job is. Whoever wished for it sees it, and operators do; `/progress/<id>` tells it as it goes.",
  fields: (t) => ({
    id: t.exposeID("id", { description: "The job's." }),
    state: t.field({ type: JobStateEnum, description: "How far it is.", resolve: ({ state }) => state }),
    percent: t.exposeInt("percent", { description: "0 to 100." }),
    phase: t.exposeString("phase", { nullable: true, description: "What is being done. Null: the job does not say." }),
    reason: t.exposeString("reason", { nullable: true, description: "Why it failed, or is to be tried again. Null: neither is so." }),
    result: t.field({
      type: "JSON",
      nullable: true,
      description: "What came of it. Null before the end.",
      resolve: ({ result }) => result,
    }),
    version: t.exposeInt("version", { description: "Grows with every change." }),
    updatedAt: t.expose("updatedAt", { type: "DateTime", description: "When it last changed." }),
  }),
});

const names = ({ viewer }: GraphqlContext): readonly string[] => visibleJobs(shownJobs, viewer);

builder.queryFields((t) => ({
  jobQueues: t.field({
    type: [QueueStateRef],
    policy: "own",
    description: "How the node's jobs fare, by name. Empty for whoever is no operator.",
    resolve: (_root, _args, context) => queueStates(context.prisma, names(context)),
  }),
  deadLetters: t.field({
    type: [DeadLetterRef],
    policy: "own",
    description: "Jobs that could not be done, the latest first. Empty for whoever is no operator.",
    args: {
      first: t.arg.int({ defaultValue: limits.defaultPageSize, description: `At most ${limits.pageSize}.` }),
      after: t.arg.id({ description: "The id of the last one seen." }),
    },
    complexity: ({ first }) => ({ field: 1, multiplier: Math.min(limits.pageSize, Math.max(1, first ?? limits.defaultPageSize)) }),
    resolve: (_root, { first, after }, context) =>
      deadLetters(context.prisma, { jobs: names(context), first: first ?? limits.defaultPageSize, ...(after ? { after } : {}) }),
  }),
  jobProgress: t.field({
    type: ProgressRef,
    nullable: true,
    policy: "own",
    description: "How far a long job is. Null where there is none, or it is not the viewer's.",
    args: { id: t.arg.id({ required: true, description: "The job's id, as the wish for it was answered." }) },
    resolve: async (_root, { id }, { prisma, viewer }) => {
      const progress = await progressOf(prisma, id);
      return progress !== null && maySeeProgress(viewer, progress) ? progress : null;
    },
  }),
  workerTroubles: t.stringList({
    policy: "own",
    description: "What is wrong with the node's workers, a sentence each. Empty where all is well, and for whoever is no operator.",
    resolve: async (_root, _args, { prisma, viewer, now }) => (isOperator(viewer) ? [...(await workerTroubles(prisma, now))] : []),
  }),
}));

const input = { subject: "DeadLetter" } as const;

/** Decides about one dead letter, with a line in the audit log. */
async function decided(verb: "retry" | "discard", id: string, context: GraphqlContext): Promise<{ id: string }> {
  const { viewer, now, newId, requestId } = context;
  const acting = { viewer, now: () => now, newId, traceId: requestId };
  const wish = { command: `operations.${verb}-dead-letter`, subject: { type: input.subject, id } };
  await perform(context, acting, wish, async (tx) => {
    insist(mayOrderWork(viewer));
    await (verb === "retry" ? retryDeadLetter(tx, id) : discardDeadLetter(tx, id));
  });
  return { id };
}

for (const [name, verb, description] of [
  ["retryDeadLetter", "retry", "Gives a job that failed all its attempts again. For operators."],
  ["discardDeadLetter", "discard", "Gives a job that failed up for good. For operators."],
] as const)
  mutation(name, {
    description,
    input: (t) => ({ id: t.id({ required: true, description: "The dead letter." }) }),
    refusals: ["OnlyOperatorsOrderWork", "NoSuchDeadLetter"],
    wish: ({ id }, context) => decided(verb, String(id), context),
    payload: (t) => ({ id: t.exposeID("id", { description: "The dead letter it was." }) }),
  });
