import type { Measured } from "./measure.ts";
import { type Operation, type ServerName, serverNames } from "./operations.ts";

/** Processor time against hand-written SQL that ours is not to exceed. */
export const targets: Readonly<Record<Operation["letter"], number>> = { A: 5.7, B: 2.2, C: 3.8, D: 4.9 };

type Results = readonly (readonly [Operation, ReadonlyMap<ServerName, readonly Measured[]>])[];

const shownAs: Readonly<Record<ServerName, string>> = { ours: "ours", sql: "hand-written SQL", postgraphile: "PostGraphile" };

/** Two tables in Markdown: what was measured, and ours as ratios to the other two. */
export function report(results: Results): string {
  const measured = results.flatMap(([operation, byServer]) =>
    serverNames.map((name) => {
      const windows = byServer.get(name) ?? [];
      const latencies = windows.flatMap((window) => window.latencies);
      return [
        operation.letter,
        shownAs[name],
        number(median(windows.map(({ nodeCpu }) => nodeCpu / 1000))),
        windows.some(({ postgresCpu }) => postgresCpu === null)
          ? "?"
          : number(median(windows.map(({ postgresCpu }) => (postgresCpu ?? 0) / 1000))),
        number(median(windows.map(cpu)) / 1000),
        median(windows.map(({ requestsPerSecond }) => requestsPerSecond)).toFixed(0),
        number(percentile(latencies, 0.5)),
        number(percentile(latencies, 0.99)),
      ];
    }),
  );
  const ratios = results.map(([{ letter }, byServer]) => {
    const to = (other: ServerName, value: (windows: Measured) => number) =>
      ratio(byServer.get("ours") ?? [], byServer.get(other) ?? [], value);
    const both = (value: (windows: Measured) => number) => `${number(to("sql", value))} / ${number(to("postgraphile", value))}`;
    return [
      letter,
      number(to("sql", cpu)),
      String(targets[letter]),
      number(to("postgraphile", cpu)),
      both(({ requestsPerSecond }) => requestsPerSecond),
      both(({ latencies }) => percentile(latencies, 0.5)),
      both(({ latencies }) => percentile(latencies, 0.99)),
    ];
  });
  return [
    results.map(([{ letter, title }]) => `${letter}: ${title}`).join("\n"),
    table(["", "server", "Node ms", "Postgres ms", "CPU ms a request", "requests/s", "p50 ms", "p99 ms"], measured),
    table(["", "CPU to SQL", "at most", "CPU to PostGraphile", "requests/s to SQL / PostGraphile", "p50 to both", "p99 to both"], ratios),
  ].join("\n\n");
}

function cpu({ nodeCpu, postgresCpu }: Measured): number {
  return nodeCpu + (postgresCpu ?? 0);
}

/** The median of the ratios of windows that followed each other, so that a slow minute counts on both sides. */
function ratio(ours: readonly Measured[], others: readonly Measured[], value: (window: Measured) => number): number {
  return median(
    ours.flatMap((window, round) => {
      const other = others[round];
      return other === undefined ? [] : [value(window) / value(other)];
    }),
  );
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** The value at a share of the way through the sorted values; NaN where there are none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(value >= 1 ? 3 : 2);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map((_, place) => (place < 2 ? "---" : "---:"))), ...rows.map(line)].join("\n");
}
