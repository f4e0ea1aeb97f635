import { servedApi } from "@dostyk/api/testing";
import { testDatabase } from "@dostyk/db/testing";
import { schema } from "@dostyk/network";
import { getNamedType, isLeafType, isObjectType } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { models } from "./src/models.ts";
import { along, questionsOver } from "./src/questions.ts";

/** Columns no field reaches, each with the reason. A pattern matches `Model.column`. */
const unpublished: readonly (readonly [RegExp, string])[] = [
  [/\.visibility$/u, "decides who may see a record; whoever sees it knows"],
  [/\.(?:titleSort|datedOn|sortDate|folded\w*|searchText)$/u, "made from published columns, for sorting and searching"],
  [/\.position$/u, "the order of a list, which the list shows by its order"],
  [/\.id$/u, "of a part of a record, which has no identity in GraphQL"],
  [/^Claim\.fingerprint$/u, "finds a claim that is recorded twice"],
  [/^ClaimReference\./u, "which records a claim's value names decides who may see the claim; the value names them"],
  [/^RegistryEntry\./u, "repeats the record's own columns for all types alike"],
  [/^RecordAlias\./u, "former slugs lead to the record, whose `slug` says the present one"],
  [/^(?:ActivityPlace|ActivityPeriod)\.claimId$/u, "the claim stands among the activity's `claims` under `place`, `planned` or `held`"],
  [/^Practice\.countryCode$/u, "the country of its place, kept beside it so that lists can be filtered by it"],
  [/^AuditLine\.(?:previous|detailDigest)$/u, "the exported log has them, for its verifier"],
  [/^(?:OutboxEvent|Progress|Effect|WorkerBeat)\./u, "the node's own work; an operator and whoever waits for a job see it by other doors"],
  [
    /^Partnership(?:Statement|Evaluation)\.(?:accountId|idempotencyKey)$/u,
    "who speaks is the party; which of its officers did stands in the audit log",
  ],
  [/^PartnershipStatement\.termsBy$/u, "tells apart two offers of one version, which a node never makes"],
  [/^ArchiveLoad\./u, "which archives were loaded is the operator's matter"],
  [/^(?:Credential|Verification|SecondFactor|RateLimit)\./u, "secrets, and the counting of attempts at them"],
  [/^(?:Invitation\.tokenHash|ApiKey\.keyHash|LoginSession\.token)$/u, "what a secret is known by"],
  [/^(?:LoginSession|Membership)\./u, "the way to them leads over the reader's own, and the reader here has none"],
  [/^AuditDetail\./u, "stands with its line, and its salt keeps it from being guessed"],
  [/^UserAccount\.image$/u, "the library for accounts keeps it, and nobody sets it"],
  [/^ApiKey\.createdById$/u, "stands in the audit line of the key's issue"],
  [/^(?:UserAccount|ActingBody)\.updatedAt$/u, "what changed, and when, stands in the audit log"],
];

/** Every column the statements select, as `Model.column`. */
const selected = new Set<string>();
/** Models of which whole rows are read. */
const unselective = new Set<string>();

type Selection = { readonly select?: Readonly<Record<string, unknown>>; readonly include?: unknown };

function note(model: string, query: Selection | true): void {
  const fields = new Map(models[model]?.fields.map((field) => [field.name, field]));
  if (query === true || query.select === undefined) {
    unselective.add(model);
    for (const { name, kind } of fields.values()) if (kind !== "object") selected.add(`${model}.${name}`);
    return;
  }
  for (const [name, below] of Object.entries(query.select)) {
    const field = fields.get(name);
    if (field === undefined || below === false || below === undefined) continue;
    selected.add(`${model}.${name}`);
    if (field.kind !== "object") continue;
    // Whoever sees both ends of a relation knows its key, whichever end keeps it.
    const otherEnd = models[field.type]?.fields.find(
      ({ relationName, name: other }) => relationName === field.relationName && other !== name,
    );
    for (const key of field.relationFromFields ?? []) selected.add(`${model}.${key}`);
    for (const key of otherEnd?.relationFromFields ?? []) selected.add(`${field.type}.${key}`);
    note(field.type, below as Selection | true);
  }
}

const reading = new Set(["findFirst", "findMany", "findUnique", "findUniqueOrThrow", "findFirstOrThrow"]);

const database = await testDatabase();
const watched = database.prisma.$extends({
  query: {
    $allModels: {
      $allOperations({ model, operation, args, query }) {
        if (reading.has(operation)) note(model, args as Selection);
        return query(args);
      },
    },
  },
});
// An extended client has every method of the plain one that reads.
const served = await servedApi({ prisma: watched as unknown as typeof database.prisma });
afterAll(() => served.close());

const problems: string[] = [];

beforeAll(async () => {
  const questions = questionsOver(schema, 1);
  for (const [name, way] of questions.ways()) {
    const type = schema.getType(name);
    if (!isObjectType(type) || way.length === 0) continue;
    const fields = Object.values(type.getFields());
    // Not all at once: one operation asks only so much.
    for (let index = 0; index < fields.length; index += 10) {
      const asked = fields
        .slice(index, index + 10)
        .map((field) => `${questions.call(field)}${isLeafType(getNamedType(field.type)) ? "" : " { __typename }"}`);
      const { errors = [] } = await served.ask(along(way, asked.join(" ")));
      problems.push(...errors.map(({ message }) => `${way.join(" > ")} > ${asked.join(", ")}: ${message}`));
    }
  }
});

describe("the published columns", () => {
  it("can all be asked for without an error", () => {
    expect(problems).toEqual([]);
  });

  it("are each reached by a field, or a list says why not", () => {
    const columns = Object.entries(models).flatMap(([model, { fields }]) =>
      fields.filter(({ kind }) => kind !== "object").map(({ name }) => `${model}.${name}`),
    );
    const missing = columns.filter((column) => !selected.has(column) && !unpublished.some(([pattern]) => pattern.test(column)));
    expect(missing).toEqual([]);
  });

  it("are selected one by one: no question reads the whole row of a model", () => {
    // A period is a handful of short columns, nearly all of them shown.
    expect([...unselective].filter((model) => model !== "ActivityPeriod")).toEqual([]);
  });
});
