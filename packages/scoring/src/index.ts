export { additiveLeastSquares } from "./additive-least-squares.ts";
export type { AdditiveFit } from "./additive-least-squares.ts";
