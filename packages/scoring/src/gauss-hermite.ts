import { exp, squared } from "./elementary.ts";

export type Quadrature = { readonly nodes: readonly number[]; readonly weights: readonly number[] };

/**
 * Nodes, rising, and weights of Gauss-Hermite quadrature for the weight exp(-x²), from the orthonormal Hermite polynomials (Stroud & Secrest
 * 1966; Szegő 1975, §15.3): exact for polynomials of degree 2 points - 1. `points` from 1 to 60, which its callers check.
 */
export function gaussHermite(points: number): Quadrature {
  const end = Math.sqrt(2 * points + 1) + 1;
  // Neighbouring roots are more than 2 / end apart.
  const cells = Math.ceil(8 * end * end);
  const nodes: number[] = [];
  for (let cell = 0; cell < cells && nodes.length < points; cell += 1) {
    let low = -end + (2 * end * cell) / cells;
    let high = -end + (2 * end * (cell + 1)) / cells;
    const [first, last] = [orthonormal(points, low).value, orthonormal(points, high).value];
    if (first !== 0 && first * last > 0) continue;
    if (last === 0) continue;
    for (let half = 0; half < 70; half += 1) {
      const middle = (low + high) / 2;
      if (orthonormal(points, middle).value * last > 0) high = middle;
      else low = middle;
    }
    nodes.push((low + high) / 2);
  }
  return { nodes, weights: nodes.map((node) => 1 / (points * squared(orthonormal(points, node).before))) };
}

/** The orthonormal polynomial of a degree at x, and that of one degree less. */
function orthonormal(degree: number, x: number): { value: number; before: number } {
  let before = 0;
  let value = 1 / Math.sqrt(Math.sqrt(Math.PI));
  for (let k = 0; k < degree; k += 1) {
    const next = x * Math.sqrt(2 / (k + 1)) * value - Math.sqrt(k / (k + 1)) * before;
    before = value;
    value = next;
  }
  return { value, before };
}

/** exp(x²): what makes a weight one of an integral over the plain line. */
export function unweighted(x: number): number {
  return exp(x * x);
}
