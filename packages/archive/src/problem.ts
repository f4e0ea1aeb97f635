import { Refusal } from "@dostyk/kernel";

/** What is wrong in a file, and where. */
export type FileProblem = { readonly file: string; readonly line: number; readonly path: string; readonly message: string };

/** The archive cannot be loaded; nothing of it was. Every problem is listed with its file, line and path. */
export class ArchiveBroken extends Refusal {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    const shown = problems.slice(0, 20).map(({ file, line, path, message }) => `${file}:${line}  ${path}  ${message}`);
    const more = problems.length > shown.length ? [`… and ${problems.length - shown.length} more.`] : [];
    super(["The archive has mistakes; nothing was loaded. Mend these places and start again:", ...shown, ...more].join("\n"));
    this.problems = problems;
  }
}
