import { describe, expect, it } from "vitest";
import { minimize, type Objective } from "./minimize.ts";
import { runNow } from "./work.ts";

/** Rosenbrock's valley: 0 at (1, 1), and bent on the way. */
const valley: Objective = (x, gradient) => {
  const [a = 0, b = 0] = x;
  gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
  gradient[1] = 200 * (b - a * a);
  return 100 * (b - a * a) * (b - a * a) + (1 - a) * (1 - a);
};
const run = (objective: Objective, start: number[], mostSteps = 500) =>
  runNow(minimize(objective, Float64Array.from(start), { sizes: new Float64Array(start.length).fill(1), tolerance: 1e-9, mostSteps }));

describe("minimize()", () => {
  it("finds the bottom of a bent valley, never climbing", () => {
    const found = run(valley, [-1.2, 1]);
    expect(found.converged).toBe(true);
    expect([...found.x].map((x) => Math.abs(x - 1) < 1e-6)).toEqual([true, true]);
    found.trace.forEach((value, step) => expect(value).toBeLessThanOrEqual(found.trace[step - 1] ?? Infinity));
  });

  it("says when the steps ran out", () => {
    expect(run(valley, [-1.2, 1], 3).converged).toBe(false);
  });

  it("stays where it is at the minimum", () => {
    expect(run(valley, [1, 1])).toMatchObject({ value: 0, trace: [0], converged: true });
  });
});
