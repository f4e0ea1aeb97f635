import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** One rule a page breaks. `nodes` are selectors of the elements, each with what axe says is wrong there. */
export interface Violation {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  readonly nodes: readonly string[];
}

const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];

/**
 * Scans the page as it is now for WCAG 2.2 A and AA and axe's best practices. Empty means that axe found nothing, which is perhaps half
 * of what there is to find: keyboard journeys and reflow have tests of their own. The page must be of a context (`browser.newContext()`):
 * axe opens a second page beside it.
 */
export async function axe(page: Page): Promise<readonly Violation[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  return violations.map((violation) => ({
    rule: violation.id,
    impact: violation.impact ?? "unknown",
    help: violation.help,
    nodes: violation.nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  }));
}
