import type { PrismaClient } from "@dostyk/db";
import type { Meilisearch } from "meilisearch";
import type { SearchAnswer, SearchIndex, SearchQuestion } from "../question.ts";
import { everybody } from "./document.ts";
import { askEngine } from "./meili-index.ts";
import { settingsHash } from "./settings.ts";

const longestLagMs = 120_000;
const circuit = { failures: 3, withinMs: 10_000, openMs: 15_000 } as const;

type Active = {
  readonly name: string;
  readonly index_uid: string;
  readonly settings_hash: string;
  readonly hiding: boolean;
  readonly behind: Date | null;
};

/**
 * The accelerator in front of Postgres. It answers what everybody may see while it is well, current, and has nothing to
 * hide; Postgres answers everything else, and says why where it stands in.
 */
export function withFallback(
  prisma: PrismaClient,
  client: Meilisearch,
  postgres: SearchIndex,
  now: () => Date,
  onFault: (error: unknown) => void,
): SearchIndex {
  let failures: readonly number[] = [];
  let openUntil = 0;

  const failed = (error: unknown): void => {
    const at = now().getTime();
    failures = [...failures.filter((before) => at - before < circuit.withinMs), at];
    if (failures.length >= circuit.failures) openUntil = at + circuit.openMs;
    onFault(error);
  };
  const instead = async (question: SearchQuestion, reason: string, signal?: AbortSignal): Promise<SearchAnswer> => ({
    ...(await postgres.search(question, signal)),
    degraded: true,
    reason,
  });

  return {
    async search(question, signal) {
      // Those who may see more than everybody are answered by what holds more.
      if (question.audience.some((token) => token !== everybody)) return postgres.search(question, signal);
      const active = await activeTarget(prisma);
      if (active === null) return instead(question, "No index is built yet, or it was lost: rebuild it.", signal);
      if (active.hiding) return instead(question, "A record that was hidden has yet to leave the engine.", signal);
      const asked = now();
      if (active.behind !== null && asked.getTime() - active.behind.getTime() > longestLagMs)
        return instead(question, "The engine is more than two minutes behind.", signal);
      if (asked.getTime() < openUntil) return instead(question, "The engine has failed repeatedly and is left alone for a moment.", signal);
      try {
        const found = await askEngine(client, active.index_uid, question, signal);
        failures = [];
        // What the engine does not find by itself - another keyboard, a longer slip - the recipe may.
        if (found.hits.length === 0 && question.offset === 0) return await postgres.search(question, signal);
        const stale = active.settings_hash !== settingsHash;
        return {
          ...found,
          correction: null,
          backend: "meilisearch",
          degraded: stale,
          reason: stale ? "The index was built with other settings: rebuild it." : null,
          asOf: active.behind ?? asked,
        };
      } catch (error) {
        failed(error);
        return instead(question, "The engine does not answer.", signal);
      }
    },
  };
}

async function activeTarget(prisma: PrismaClient): Promise<Active | null> {
  const [active] = await prisma.$queryRaw<Active[]>`
    SELECT name, index_uid, settings_hash,
      EXISTS (SELECT FROM search.dirty WHERE target = t.name AND hide) OR EXISTS (SELECT FROM search.mark WHERE hide) AS hiding,
      least((SELECT min(first_at) FROM search.dirty WHERE target = t.name AND NOT dead), (SELECT min(at) FROM search.mark)) AS behind
    FROM search.target t WHERE state = 'active' AND name <> 'pg' LIMIT 1`;
  return active ?? null;
}
