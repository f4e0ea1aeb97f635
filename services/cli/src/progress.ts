import { performance } from "node:perf_hooks";

/** Tells a person what is being done and how long it took: `Starting the database… 1.2 s`. */
export interface Progress {
  /** Begins a step; the one before is over. */
  step(name: string): void;
  /** The last step is over. */
  done(): void;
  /** The last step failed; the line is closed without a time. */
  broken(): void;
}

/** Writes a line for each step, its time when it is over. */
export function progressTo(out: { write(text: string): unknown }): Progress {
  let began: number | undefined;
  const end = (text: string): void => {
    if (began !== undefined) out.write(`${text}\n`);
    began = undefined;
  };
  const done = (): void => end(`${((performance.now() - (began ?? 0)) / 1000).toFixed(1)} s`);
  const step = (name: string): void => {
    done();
    began = performance.now();
    out.write(`${name}… `);
  };
  return { step, done, broken: () => end("") };
}
