import { testDatabase } from "@dostyk/db/testing";
import { describeWithShared, sharedFolder } from "@dostyk/kit";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { SearchAnswer, SearchIndex } from "../question.ts";
import { postgresIndex } from "../postgres/postgres-index.ts";
import { writeDocuments } from "../postgres/write-documents.ts";
import { testEngine } from "../testing/engine.ts";
import { figures, judge, type Judged, judgedKinds, printed, readJudgedSet } from "../testing/judged-set.ts";
import { engineDocument } from "./document.ts";
import { succeeded } from "./engine.ts";
import { activate, beginGeneration } from "./generation.ts";
import { withFallback } from "./with-fallback.ts";

const db = await testDatabase();
const { engine, standIn, pause, close } = await testEngine();
afterAll(close);

// The stand-in's ranking is a likeness: its figures show that the adapter asks for what it should, not how good the engine is.
const floor = standIn === null ? 0.912 : 0.75;

describeWithShared(
  "the judged set, asked of the engine outside",
  (shared) => {
    const set = readJudgedSet(shared);
    let judged: readonly Judged[] = [];
    const answers: SearchAnswer[] = [];

    beforeAll(async () => {
      const { prisma } = db;
      await prisma.$transaction((tx) => writeDocuments(tx, set.documents, [], judgedKinds), { timeout: 60_000 });
      const name = await beginGeneration(prisma, engine, pause);
      const [target] = await prisma.$queryRaw<{ index_uid: string }[]>`SELECT index_uid FROM search.target WHERE name = ${name}`;
      const documents = set.documents.map(engineDocument);
      await succeeded(
        engine.admin,
        await engine.writer.index(target?.index_uid ?? "").addDocuments(documents, { primaryKey: "id" }),
        pause,
      );
      await prisma.$executeRaw`DELETE FROM search.dirty`;
      expect(await activate(prisma, engine, name)).toBe(true);
      const now = () => new Date();
      const postgres = postgresIndex(prisma, () => Promise.resolve(null), now);
      const index = withFallback(prisma, engine.search, postgres, now, () => {});
      const watched: SearchIndex = {
        async search(question) {
          const answer = await index.search(question);
          answers.push(answer);
          return answer;
        },
      };
      judged = await judge(watched, set);
      console.log(`${standIn === null ? "a real server" : "the stand-in"}\n${printed(figures(judged))}`);
    });

    it("is answered as well as it was measured", () => {
      const { all, falseHits } = figures(judged);
      expect(all.ndcg).toBeGreaterThanOrEqual(floor);
      expect(all.nothing).toBe(0);
      expect(falseHits).toBe(0);
    });

    it("is answered by the engine itself, but for what it finds nothing for", () => {
      expect(answers.filter(({ degraded }) => degraded).map(({ reason }) => reason)).toEqual([]);
      const byPostgres = answers.filter(({ backend }) => backend === "postgres").length;
      console.log(`Postgres answered ${byPostgres} of ${answers.length}, for which the engine had nothing`);
      expect(byPostgres).toBeLessThan(answers.length / 2);
    });

    it("is asked in the words of the contract", () => {
      expect(standIn?.broken ?? []).toEqual([]);
    });
  },
  sharedFolder("reference/search"),
);
