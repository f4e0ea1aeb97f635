import { flowNetwork, maximizeFlow, minimizeCost, partOf, type Work } from "@dostyk/scoring";
import { wholeFit } from "./fit.ts";
import type { PreparedPairing } from "./pairing-problem.ts";

/** Who is paired, by indices, seekers ascending and then donors; and the smallest fit that the plan could use, in millionths. */
export type Plan = { readonly pairs: readonly (readonly [seeker: number, donor: number])[]; readonly level: number };

/**
 * The plan of greatest total fit under everybody's capacity: a cheapest flow from a source through seekers and donors to a sink, integral
 * because it is a flow, exact because fits are whole (Edmonds & Karp 1972). It ends where one more pair would lower the total.
 */
export function* planOfGreatestFit(problem: PreparedPairing): Work<Plan> {
  return yield* planFrom(problem, problem.threshold, 0);
}

/**
 * The fair plan. How many seekers can be served is a greatest flow; the greatest level that still serves as many is searched by halves among the
 * fits there are; and among plans of that level the greatest total is found as before, with a price on every seeker's second donor that is above
 * all that fits can be worth together.
 */
export function* fairPlan(problem: PreparedPairing): Work<Plan> {
  const levels = [...new Set(problem.units)].filter((units) => units >= problem.threshold).toSorted((a, b) => a - b);
  const served = (level: number) => {
    const { network, source, sink } = networkOf(problem, level, { firstOnly: true, priceOfFurther: 0 });
    return maximizeFlow(network, source, sink);
  };
  const wanted = served(problem.threshold);
  let low = 0;
  let high = levels.length - 1;
  for (let step = 1; low < high; step += 1) {
    const middle = (low + high + 1) >> 1;
    if (served(levels[middle] ?? 0) === wanted) low = middle;
    else high = middle - 1;
    yield 0.5 * (1 - 1 / (step + 1));
  }
  const price = 2 * wholeFit * (capacityOf(problem) + 1);
  return yield* partOf(planFrom(problem, levels[low] ?? problem.threshold, price), 0.5, 1);
}

function* planFrom(problem: PreparedPairing, level: number, priceOfFurther: number): Work<Plan> {
  const { network, source, sink, arcs } = networkOf(problem, level, { firstOnly: false, priceOfFurther });
  // A path costs `wholeFit` less what it adds to the total: beyond that it would take something away.
  yield* minimizeCost(network, source, sink, capacityOf(problem), priceOfFurther + wholeFit);
  const { donors } = problem;
  const pairs = arcs.flatMap(([pair, arc]) =>
    network.flow(arc) > 0 ? [[Math.floor(pair / donors.length), pair % donors.length] as const] : [],
  );
  return { pairs, level };
}

/** How many pairs there can be at most. */
function capacityOf({ seekers, donors }: PreparedPairing): number {
  return Math.min(...[seekers, donors].map((side) => side.reduce((sum, { most }) => sum + most, 0)));
}

function networkOf(
  { seekers, donors, units }: PreparedPairing,
  level: number,
  { firstOnly, priceOfFurther }: { firstOnly: boolean; priceOfFurther: number },
) {
  const source = 0;
  const sink = 1 + seekers.length + donors.length;
  const network = flowNetwork(sink + 1, units.length + 2 * seekers.length + donors.length);
  const arcs: [pair: number, arc: number][] = [];
  for (const [i, { most }] of seekers.entries()) {
    const fits = units.subarray(i * donors.length, (i + 1) * donors.length);
    const best = fits.reduce((greatest, fit) => Math.max(greatest, fit), 0);
    // What the best donor leaves to be wished is paid before the seeker and not at each of its pairs: of the same price, but the search comes
    // to the seekers one by one and ends long before it has looked at all pairs.
    network.add(source, 1 + i, Math.min(most, 1), wholeFit - best);
    if (!firstOnly && most > 1) network.add(source, 1 + i, most - 1, wholeFit - best + priceOfFurther);
    for (const [j, fit] of fits.entries()) {
      // -1 marks who may not be paired, and no level is below 0.
      if (fit >= level) arcs.push([i * donors.length + j, network.add(1 + i, 1 + seekers.length + j, 1, best - fit)]);
    }
  }
  for (const [j, { most }] of donors.entries()) network.add(1 + seekers.length + j, sink, most);
  return { network, source, sink, arcs };
}
