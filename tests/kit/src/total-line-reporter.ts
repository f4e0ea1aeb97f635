import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Numbers of tests of a run. A file that could not be loaded, and an error outside any test, each count as one failed. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What the total is counted from: the modules of a run and the errors that belong to no test. */
export function totalsOf(modules: readonly TestModule[], errorsOutsideTests: number): Totals {
  let passed = 0;
  let failed = errorsOutsideTests;
  let skipped = 0;
  for (const module of modules) {
    const tests = [...module.children.allTests()];
    for (const test of tests) {
      const state = stateOf(test);
      if (state === "passed") passed += 1;
      else if (state === "failed") failed += 1;
      else skipped += 1;
    }
    // A suite whose hook or body failed has no failed test to be counted by.
    if (module.state() === "failed" && !tests.some((test) => stateOf(test) === "failed")) failed += 1;
  }
  return { passed, failed, skipped };
}

/** The closing line: `Total: 12 passed, 0 failed, 3 skipped`. */
export function totalLine({ passed, failed, skipped }: Totals): string {
  return `Total: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * A vitest reporter that ends the run's output with one plain line that every CI understands. It is written when the process exits,
 * so that nothing - a summary, a server that says goodbye - comes after it. A run that never began prints none.
 */
export function totalLineReporter(): Reporter {
  let totals: Totals | null = null;
  return {
    onInit() {
      process.once("exit", () => {
        if (totals) process.stdout.write(`${totalLine(totals)}\n`);
      });
    },
    onTestRunEnd(modules, unhandledErrors) {
      totals = totalsOf(modules, unhandledErrors.length);
    },
  };
}

function stateOf(test: TestCase): "passed" | "failed" | "skipped" {
  const { state } = test.result();
  // A test that was still waiting when the run ended did not pass.
  return state === "pending" ? "failed" : state;
}
