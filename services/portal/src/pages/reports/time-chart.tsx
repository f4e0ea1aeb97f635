import { Absent } from "../../components/absent.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { CitationLink, Origin } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { Status } from "../../components/status.tsx";
import { type Page, word } from "../../page.ts";
import { linksTo } from "../../records.ts";
import type { ChartRow, Report } from "./report.ts";

/** The report's table, row by row as it stands there: planned, location, actual; blank cells say that they are blank. */
export function TimeChart({ page, report }: { page: Page; report: Report }) {
  const { t } = page;
  const { rows, totals } = report.timeChart;
  return (
    <>
      <p class="govuk-body">{t("report.chartNote")}</p>
      <p class="govuk-body">
        {t("report.chartTotals")}: {t("report.totals", { count: rows.length })}
        {totals.map(({ status, count }) => `; ${status === null ? t("report.noStatus") : word(page, "ActivityStatus", status)}: ${count}`)}.
      </p>
      <DataTable
        wide
        captionHidden
        caption={t("report.chart")}
        head={[t("field.planned"), t("report.location"), t("report.actual"), t("report.state"), t("report.lines")]}
        rows={rows.map((row) => [
          <Planned page={page} row={row} />,
          row.location ?? <Absent page={page} kind="blank" />,
          <Actual page={page} report={report} row={row} />,
          row.status === null ? t("report.noStatus") : <Status page={page} type="ActivityStatus" value={row.status} />,
          <>
            {report.source === null ? null : <CitationLink short page={page} claim={{ source: report.source, lines: row.lines }} />}
            <Origin page={page} claims={row.claims} of={row.planned} />
          </>,
        ])}
      />
    </>
  );
}

// Some rows are about an activity and what it produced: the row's own words lead to the first, a title to the second.
function Planned({ page, row }: { page: Page; row: ChartRow }) {
  const [first, second] = linksTo([row.activity, row.output]);
  return (
    <span id={`row-${row.position}`}>
      {row.position}. {first === undefined ? row.planned : <RecordLinks page={page} records={[{ ...first, title: row.planned }]} />}
      {second === undefined ? null : (
        <span class="muted">
          {" – "}
          <RecordLinks page={page} records={[second]} />
        </span>
      )}
    </span>
  );
}

function Actual({ page, report, row }: { page: Page; report: Report; row: ChartRow }) {
  const contradicted = report.contradictions.flatMap((contradiction, index) =>
    contradiction.row?.position === row.position ? [{ contradiction, index }] : [],
  );
  return (
    <>
      <div>{row.actual === "" ? <Absent page={page} kind="blank" /> : row.actual}</div>
      {contradicted.map(({ contradiction, index }) => (
        <div>
          <strong>{page.t("report.seeContradiction")}</strong>{" "}
          <a class="govuk-link" href={`#contradiction-${index + 1}`}>
            {word(page, "ContradictionKind", contradiction.kind)}
          </a>
        </div>
      ))}
    </>
  );
}
