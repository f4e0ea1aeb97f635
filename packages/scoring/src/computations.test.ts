import { describe, expect, it } from "vitest";
import { cellEffects } from "./cell-effects.ts";
import { computations } from "./computations.ts";
import { ordinalModel } from "./ordinal-model.ts";
import { jointRasch } from "./rasch-joint.ts";
import { runNow } from "./work.ts";

const scores = Array.from({ length: 36 }, (_, at) => ({
  entry: `e${Math.floor(at / 6)}`,
  judge: `J${Math.floor(at / 2) % 3}`,
  criterion: at % 2 === 0 ? "a" : "b",
  score: (at * 7 + Math.floor(at / 5)) % 4,
}));
const rubric = ["a", "b"].map((id) => ({ id, weight: 1, min: 0, max: 3, step: 1, required: true }));

describe("computations", () => {
  it("answer by name what their functions do, with their options, and tell how far they are", async () => {
    const progress: number[] = [];
    const work = { onProgress: (part: number) => progress.push(part) };
    expect(await computations["cell-effects"]({ scores }, work)).toEqual(runNow(cellEffects(scores)));
    expect(await computations["joint-rasch"]({ rubric, scores, correction: "SHRUNK" }, work)).toEqual(
      runNow(jointRasch(rubric, scores, { correction: "SHRUNK" })),
    );
    const ordinal = scores.map(({ judge, score, criterion }) => ({ judge, score, values: [criterion === "a" ? 1 : 0] }));
    expect(await computations["ordinal-model"]({ scores: ordinal, covariates: ["a"] }, work)).toEqual(
      runNow(ordinalModel(ordinal, { covariates: ["a"] })),
    );
    expect(progress.filter((part) => part === 1)).toHaveLength(3);
  });

  it("end when asked to", async () => {
    const reason = new Error("enough");
    await expect(computations["cell-effects"]({ scores }, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
