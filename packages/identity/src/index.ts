export { type BodyKind, bodyKinds, heldIn, wantsSecondFactor } from "./role.ts";
