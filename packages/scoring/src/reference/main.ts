// How far every published case is from what this room computes: `pnpm --filter @dostyk/scoring reference`. The README keeps the table.
import process from "node:process";
import { referenceFolder } from "../testing/reference-case.ts";
import type { Check } from "./case.ts";
import { referenceCases } from "./cases.ts";

const say = (line: string) => process.stdout.write(`${line}\n`);
if (referenceFolder === null) {
  say("The folder of published cases is not beside the project: there is nothing to compare with.");
  process.exit(1);
}
say("| case | comparisons | closest to its tolerance | worst there | tolerance |\n|---|---|---|---|---|");
for (const [name, check] of Object.entries(referenceCases)) {
  const { checks } = await check(referenceFolder, name);
  const share = ({ worst, tolerance }: Check) => (worst === 0 ? 0 : worst / tolerance);
  const closest = checks.toSorted((a, b) => share(b) - share(a))[0];
  say(
    `| ${name} | ${checks.length} | ${closest?.what} | ${closest?.worst === 0 ? "0" : closest?.worst.toExponential(1)} | ${closest?.tolerance} |`,
  );
}
