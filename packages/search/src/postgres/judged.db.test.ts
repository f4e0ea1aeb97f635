import { testDatabase } from "@dostyk/db/testing";
import { describeWithShared, sharedFolder } from "@dostyk/kit";
import { beforeAll, expect, it } from "vitest";
import { figures, judge, type Judged, judgedKinds, printed, readJudgedSet } from "../testing/judged-set.ts";
import { postgresIndex } from "./postgres-index.ts";
import { writeDocuments } from "./write-documents.ts";

const db = await testDatabase();

describeWithShared(
  "the judged set, asked of Postgres",
  (shared) => {
    const set = readJudgedSet(shared);
    let judged: readonly Judged[] = [];

    beforeAll(async () => {
      await db.prisma.$transaction((tx) => writeDocuments(tx, set.documents, [], judgedKinds), { timeout: 60_000 });
      const index = postgresIndex(
        db.prisma,
        () => Promise.resolve(null),
        () => new Date(0),
      );
      judged = await judge(index, set);
      console.log(printed(figures(judged)));
    });

    it("is answered as well as the recipe was measured", () => {
      const { all, falseHits } = figures(judged);
      expect(all.ndcg).toBeGreaterThanOrEqual(0.912);
      expect(Number(all.sameLanguage.toFixed(3))).toBeGreaterThanOrEqual(0.98);
      expect(all.bestFirst).toBeGreaterThanOrEqual(0.97);
      expect(all.nothing).toBe(0);
      expect(falseHits).toBe(0);
    });

    it.each([
      ["place-exact", 0.999],
      ["place-typo", 0.999],
      ["place-variant", 0.98],
      ["layout", 0.999],
      ["prefix", 0.98],
      ["topic", 0.75],
      ["topic-typo", 0.89],
      ["combo", 0.86],
      ["association", 0.999],
    ])("keeps the floor of %s", (category, floor) => {
      const worst = judged.filter(({ question, ndcg }) => question.category === category && ndcg < floor);
      const told = worst.map(({ question, ndcg, hits }) => `${question.q} ${ndcg.toFixed(2)}: ${hits.slice(0, 5).join(", ")}`);
      expect(figures(judged).byCategory[category]?.ndcg, told.join("\n")).toBeGreaterThanOrEqual(floor);
    });
  },
  sharedFolder("reference/search"),
);
