import { DataTable } from "../components/data-table.tsx";
import { RecordLinks } from "../components/record-list.tsx";
import type { Page } from "../page.ts";
import { lineageLayout } from "./lineage-layout.ts";

/** A practice as an end of a lineage edge. */
export interface LineagePractice {
  readonly path: string;
  readonly title: string;
  readonly place: string;
}

/** Who took a practice over from whom. */
export interface LineageEdge {
  readonly from: LineagePractice;
  readonly to: LineagePractice;
}

const columnWidth = 350;
const boxWidth = 290;
const boxHeight = 94;
const rowHeight = 112;

/** Practices as boxes, adoptions as arrows from the older to the younger, and the same as a table. */
export function Lineage({ page, id, edges }: { page: Page; id: string; edges: readonly LineageEdge[] }) {
  if (edges.length === 0) return null;
  const { t } = page;
  const nodes = [...new Map(edges.flatMap(({ from, to }) => [from, to]).map((node) => [node.path, node])).values()];
  const places = lineageLayout(
    nodes.map(({ path }) => path),
    edges.map(({ from, to }) => [from.path, to.path] as const),
  );
  const columns = Math.max(...places.values().map(({ column }) => column)) + 1;
  const rows = Math.max(...places.values().map(({ row }) => row)) + 1;
  const corner = (path: string) => {
    const { column = 0, row = 0 } = places.get(path) ?? {};
    return { x: column * columnWidth + 4, y: row * rowHeight + 4 };
  };
  const title = t("lineage.title");
  return (
    <figure class="figure">
      <div class="table-region graphic-scroll" role="region" aria-label={title} tabindex={0}>
        <svg
          class="graphic"
          viewBox={`0 0 ${(columns - 1) * columnWidth + boxWidth + 8} ${(rows - 1) * rowHeight + boxHeight + 8}`}
          role="img"
          aria-labelledby={`${id}-title ${id}-description`}
          focusable="false"
        >
          <title id={`${id}-title`}>{title}</title>
          <desc id={`${id}-description`}>
            {edges.map(({ from, to }) => t("lineage.edge", { from: from.title, to: to.title })).join(" ")}
          </desc>
          {edges.map(({ from, to }) => {
            const start = corner(from.path);
            const end = corner(to.path);
            const [x1, y1] = [start.x + boxWidth, start.y + boxHeight / 2];
            const [x2, y2] = [end.x, end.y + boxHeight / 2];
            return (
              <>
                <path class="edge" d={`M${x1},${y1}C${x1 + 30},${y1} ${x2 - 36},${y2} ${x2 - 8},${y2}`} />
                <path class="edge-head" d={`M${x2 - 11},${y2 - 6}l11,6l-11,6z`} />
              </>
            );
          })}
          {nodes.map((node) => {
            const { x, y } = corner(node.path);
            return (
              <>
                <rect class="node" x={x} y={y} width={boxWidth} height={boxHeight} rx="6" />
                {linesOf(node.title, 28, 3).map((line, index) => (
                  <text class="chart-label" x={x + 12} y={y + 24 + index * 18}>
                    {line}
                  </text>
                ))}
                <text class="chart-label chart-label--quiet" x={x + 12} y={y + boxHeight - 10}>
                  {node.place}
                </text>
              </>
            );
          })}
        </svg>
      </div>
      <details class="govuk-details">
        <summary class="govuk-details__summary">
          <span class="govuk-details__summary-text">{t("graphic.table")}</span>
        </summary>
        <div class="govuk-details__text">
          <DataTable
            caption={t("graphic.tableOf", { title })}
            head={[t("lineage.from"), t("lineage.to")]}
            rows={edges.map(({ from, to }) => [<RecordLinks page={page} records={[from]} />, <RecordLinks page={page} records={[to]} />])}
          />
        </div>
      </details>
    </figure>
  );
}

function linesOf(text: string, length: number, most: number): readonly string[] {
  const lines: string[] = [""];
  for (const part of text.split(" ")) {
    const last = lines.at(-1) ?? "";
    if (last === "" || [...last, ...part].length < length) lines[lines.length - 1] = last === "" ? part : `${last} ${part}`;
    else lines.push(part);
  }
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ""}…`];
}
