import { RecordFoot } from "../../components/claims-table.tsx";
import { DataTable } from "../../components/data-table.tsx";
import { absenceOf } from "../../components/evidence.ts";
import { Fact, Facts } from "../../components/facts.tsx";
import { Heading, Section } from "../../components/head.tsx";
import { CitationLink } from "../../components/origin.tsx";
import { RecordLinks } from "../../components/record-list.tsx";
import { DateOrAbsent, Periods } from "../../components/when.tsx";
import { documentBeside } from "../../document.ts";
import { type Page, type PageHandler, word } from "../../page.ts";
import { knowReferences } from "../../reference-names.ts";
import { required } from "../../records.ts";
import { Contradictions } from "./contradictions.tsx";
import type { Lines, Report } from "./report.ts";
import { TimeChart } from "./time-chart.tsx";

const document = documentBeside(import.meta.url, "record.graphql");

/** A report on a period: its time chart, its plan for the next period, and where it contradicts itself. */
export const reportPage: PageHandler = async (asking, slug) => {
  const data = await asking.ask<{ readonly report: Report | null }>(document, { slug });
  const report = required(asking, data.report, "reports", slug);
  const claims = [
    ...report.claims,
    ...report.timeChart.rows.flatMap((row) => row.claims),
    ...report.contradictions.flatMap((contradiction) => contradiction.claims),
  ];
  const page = await knowReferences(asking, data, claims, "Activity");
  const { t } = page;
  return {
    title: report.title,
    description: t("report.description", { title: report.title }),
    trail: [{ text: t("nav.reports"), path: "/reports" }],
    body: (
      <>
        <Heading caption={report.programme?.title}>{report.title}</Heading>
        <ReportFacts page={page} report={report} />
        <Section id="chart" title={t("report.chart")} when={report.timeChart.rows.length > 0}>
          <TimeChart page={page} report={report} />
        </Section>
        <Section id="contradictions" title={t("report.contradictions")}>
          <Contradictions page={page} contradictions={report.contradictions} />
        </Section>
        <Section id="plan" title={t("report.plan")} when={report.plan.length > 0}>
          <DataTable
            captionHidden
            caption={t("report.plan")}
            head={[t("report.planItem"), t("field.activity"), t("report.lines")]}
            rows={report.plan.map(({ text, activity, lines }) => [
              text,
              activity === null ? (
                t("absent.not-stated")
              ) : (
                <RecordLinks page={page} records={[{ ...activity, path: `/activities/${activity.slug}` }]} />
              ),
              <ReportLines page={page} report={report} lines={lines} />,
            ])}
          />
        </Section>
        <Section id="sections" title={t("report.sections")} when={report.sections.length > 0}>
          <DataTable
            captionHidden
            caption={t("report.sections")}
            head={[t("report.section"), t("report.answer"), t("report.lines")]}
            rows={report.sections.map(({ numeral, title, answer, lines }) => [
              numeral === null ? title : `${numeral}. ${title}`,
              <span class={answer === "CONTENT" ? undefined : "absent"}>{word(page, "SectionAnswer", answer)}</span>,
              <ReportLines page={page} report={report} lines={lines} />,
            ])}
          />
        </Section>
        <RecordFoot page={page} evidence={report} />
      </>
    ),
  };
};

function ReportFacts({ page, report }: { page: Page; report: Report }) {
  const { t } = page;
  const { number, programme, author, source } = report;
  return (
    <Facts>
      <Fact page={page} name={t("field.period")} evidence={report} properties={["period"]}>
        <Periods page={page} periods={[report.period]} />
      </Fact>
      {number === null ? null : (
        <Fact page={page} name={t("report.number")}>
          {String(number)}
        </Fact>
      )}
      <Fact page={page} name={t("field.published")}>
        <DateOrAbsent page={page} date={report.published} explanation={absenceOf(report, ["published"])} />
      </Fact>
      {author === null ? null : (
        <Fact page={page} name={t("field.author")}>
          <RecordLinks page={page} records={[{ path: `/organizations/${author.slug}`, title: author.name }]} />
        </Fact>
      )}
      {programme === null ? null : (
        <Fact page={page} name={t("field.programme")}>
          <RecordLinks page={page} records={[{ ...programme, path: `/programmes/${programme.slug}` }]} />
        </Fact>
      )}
      {source === null ? null : (
        <Fact page={page} name={t("field.source")}>
          <RecordLinks page={page} records={[{ path: `/sources/${source.slug}`, title: source.title }]} />
        </Fact>
      )}
    </Facts>
  );
}

function ReportLines({ page, report, lines }: { page: Page; report: Report; lines: Lines }) {
  if (report.source === null) return null;
  return <CitationLink short page={page} claim={{ source: report.source, lines }} />;
}
