import type { Transaction } from "@dostyk/db";
import { readGazetteer } from "@dostyk/directory";
import { dateProperty, identityOf, type Properties, type Recorded, type RecordInput, recordEvidence, valuesOf } from "@dostyk/evidence";
import { type CommandContext, InvalidInput, type LocalizedText, type Problem } from "@dostyk/kernel";
import { findContradictions } from "../detectors/find-contradictions.ts";
import type { SectionKind } from "../report-facts.ts";
import { type ReportClaim, factsOf, readReportClaims, rowStatus } from "../store.ts";
import { readContradictionIds, writeContradictions } from "../write-contradictions.ts";

/** Lines of the document, both ends included. */
type Lines = { readonly lineStart: number; readonly lineEnd: number };

/** One row of a time chart, in the record's words. */
export type ChartRowInput = Lines & {
  readonly planned: LocalizedText;
  /** Left out where the report leaves the cell blank. */
  readonly location?: LocalizedText | undefined;
  readonly actual: LocalizedText;
  /** Slugs of what the row is about. */
  readonly activity?: string | undefined;
  readonly output?: string | undefined;
};

/** One line of the plan for the next period. */
export type PlanItemInput = Lines & { readonly text: LocalizedText; readonly activity?: string | undefined };

/** A section and what it says as a whole. */
export type SectionInput = Lines & {
  readonly kind: SectionKind;
  readonly numeral?: string | undefined;
  readonly title: LocalizedText;
  readonly answer: "CONTENT" | "NOT_APPLICABLE" | "BLANK";
};

/** A report with its sections, time chart and plan. */
export type ReportInput = RecordInput & {
  readonly number?: number | undefined;
  readonly programme?: string | undefined;
  readonly author?: string | undefined;
  readonly source: string;
  readonly period: string;
  readonly published?: string | undefined;
  readonly sections: readonly SectionInput[];
  readonly chart: readonly ChartRowInput[];
  readonly plan: readonly PlanItemInput[];
};

const properties: Properties = { period: dateProperty };

/**
 * Records reports after the activities and outputs they tell of, ties each row and plan item to the claims on its lines,
 * and looks for contradictions. Recording again looks again.
 */
export async function recordReports(tx: Transaction, context: CommandContext, inputs: readonly ReportInput[]): Promise<void> {
  const recorded = await recordEvidence(tx, context, "REPORT", inputs, properties);
  for (const [index, record] of recorded.entries()) {
    const input = inputs[index];
    if (input !== undefined) await writeReport(tx, context, record, input);
  }
}

type Referred = { readonly ids: ReadonlyMap<string, string>; readonly of: (type: string, slug: string | undefined) => string | null };

/** Ids of everything the report names, or `InvalidInput` with the path of each name nobody knows. */
async function refer(tx: Transaction, input: ReportInput): Promise<Referred> {
  const references = [
    { type: "SOURCE", slug: input.source, path: ["source"] },
    { type: "PROGRAMME", slug: input.programme, path: ["programme"] },
    { type: "ORGANIZATION", slug: input.author, path: ["author"] },
    ...input.chart.map(({ activity }, row) => ({ type: "ACTIVITY", slug: activity, path: ["chart", String(row), "activity"] })),
    ...input.chart.map(({ output }, row) => ({ type: "OUTPUT", slug: output, path: ["chart", String(row), "output"] })),
    ...input.plan.map(({ activity }, item) => ({ type: "ACTIVITY", slug: activity, path: ["plan", String(item), "activity"] })),
  ];
  const slugs = [...new Set(references.flatMap(({ slug }) => (slug === undefined ? [] : [slug])))];
  const where = { slug: { in: slugs } };
  const aliases = await tx.recordAlias.findMany({ where });
  const entries = await tx.registryEntry.findMany({ where, select: { id: true, type: true, slug: true } });
  // A present slug goes before a former one.
  const named = [...aliases.map(({ type, slug, recordId }) => ({ type, slug, id: recordId })), ...entries];
  const ids = new Map(named.map(({ id, type, slug }) => [`${type}/${slug}`, id]));
  const problems = references.flatMap(({ type, slug, path }): Problem[] =>
    slug === undefined || ids.has(`${type}/${slug}`)
      ? []
      : [{ path: [input.slug, ...path], message: `There is no ${type.toLowerCase()} "${slug}".` }],
  );
  if (problems.length > 0) throw new InvalidInput(problems);
  return { ids, of: (type, slug) => (slug === undefined ? null : (ids.get(`${type}/${slug}`) ?? null)) };
}

async function writeReport(tx: Transaction, context: CommandContext, record: Recorded, input: ReportInput): Promise<void> {
  const referred = await refer(tx, input);
  const reportId = record.id;
  const columns = {
    ...identityOf(record),
    number: input.number ?? null,
    programmeId: referred.of("PROGRAMME", input.programme),
    authorId: referred.of("ORGANIZATION", input.author),
    sourceId: referred.of("SOURCE", input.source) ?? "",
    periodEdtf: input.period,
    publishedEdtf: input.published ?? null,
  };
  await tx.report.upsert({ where: { id: reportId }, create: columns, update: columns });
  const before = await readWritten(tx, reportId);
  for (const table of ["contradiction", "reportSection", "timeChartRow", "planItem"] as const)
    await (tx[table] as typeof tx.contradiction).deleteMany({ where: { reportId } });
  await tx.reportSection.createMany({
    data: input.sections.map(({ kind, numeral = null, title, answer, lineStart, lineEnd }, position) => ({
      reportId,
      position,
      kind,
      numeral,
      titles: title,
      answer,
      lineStart,
      lineEnd,
    })),
  });
  const claims = await readReportClaims(tx, columns.sourceId);
  const rows = input.chart.map((row, index) => {
    const [activityId, outputId] = [referred.of("ACTIVITY", row.activity), referred.of("OUTPUT", row.output)];
    const cited = citedBy(row, [activityId, outputId], claims);
    return {
      cited,
      columns: {
        id: before.rowIds.get(index + 1) ?? context.newId(),
        reportId,
        position: index + 1,
        planned: row.planned,
        ...(row.location === undefined ? {} : { location: row.location }),
        actual: row.actual,
        status: rowStatus(cited),
        activityId,
        outputId,
        lineStart: row.lineStart,
        lineEnd: row.lineEnd,
      },
    };
  });
  await tx.timeChartRow.createMany({ data: rows.map((row) => row.columns) });
  await tx.timeChartRowClaim.createMany({
    data: rows.flatMap(({ cited, columns: { id: rowId } }) => cited.map(({ id: claimId }) => ({ rowId, claimId }))),
  });
  const items = input.plan.map((item, index) => {
    const activityId = referred.of("ACTIVITY", item.activity);
    return {
      cited: citedBy(item, [activityId], claims),
      columns: {
        id: before.itemIds.get(index + 1) ?? context.newId(),
        reportId,
        position: index + 1,
        texts: item.text,
        activityId,
        lineStart: item.lineStart,
        lineEnd: item.lineEnd,
      },
    };
  });
  await tx.planItem.createMany({ data: items.map((item) => item.columns) });
  await tx.planItemClaim.createMany({
    data: items.flatMap(({ cited, columns: { id: itemId } }) => cited.map(({ id: claimId }) => ({ itemId, claimId }))),
  });
  const found = findContradictions(
    factsOf({
      period: input.period,
      statedPeriods: valuesOf<string>(record, "period").map(({ value, claim }) => ({
        claimId: claim.id,
        edtf: value,
        lineStart: claim.lineStart,
        lineEnd: claim.lineEnd,
      })),
      sections: input.sections,
      rows: rows.map((row) => row.columns),
      planItems: items.map((item) => item.columns),
      claims,
      gazetteer: await readGazetteer(tx),
    }),
  );
  await writeContradictions(tx, context, reportId, found, claims, before.contradictionIds);
}

/** The ids of what was written last time: what is still there keeps its id. */
async function readWritten(tx: Transaction, reportId: string) {
  const place = { where: { reportId }, select: { id: true, position: true } } as const;
  const rows = await tx.timeChartRow.findMany(place);
  const items = await tx.planItem.findMany(place);
  return {
    rowIds: new Map(rows.map(({ id, position }) => [position, id])),
    itemIds: new Map(items.map(({ id, position }) => [position, id])),
    contradictionIds: await readContradictionIds(tx, reportId),
  };
}

/** The claims about the given records that stand on the given lines. */
function citedBy(
  { lineStart, lineEnd }: Lines,
  recordIds: readonly (string | null)[],
  claims: readonly ReportClaim[],
): readonly ReportClaim[] {
  return claims.filter((claim) => recordIds.includes(claim.recordId) && claim.lineStart <= lineEnd && claim.lineEnd >= lineStart);
}
