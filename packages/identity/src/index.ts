export { auditRead, perform } from "./audit/perform.ts";
export type { Acting, Wish } from "./audit/wish.ts";
export { type BodyKind, bodyKinds, heldIn, wantsSecondFactor } from "./role.ts";
