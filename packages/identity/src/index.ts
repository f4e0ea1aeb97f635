export { auditRead, perform } from "./audit/perform.ts";
export type { Checkpoint } from "./audit/chain.ts";
export { verifyExport } from "./audit/export.ts";
export { exportAuditLog, verifyAuditLog } from "./audit/read-log.ts";
export { sealAuditLog, type SealingOptions } from "./audit/seal.ts";
export type { Verdict } from "./audit/verify.ts";
export type { Acting, Wish } from "./audit/wish.ts";
export { type BodyKind, bodyKinds, heldIn, wantsSecondFactor } from "./role.ts";
