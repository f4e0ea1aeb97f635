export { axe } from "./accessibility.ts";
export type { Violation } from "./accessibility.ts";
export { describeWithBrowser, launchBrowser, NoBrowserFound } from "./browser.ts";
export { privateShapesIn } from "./private-shapes.ts";
export { describeWithShared, sharedFolder } from "./shared-folder.ts";
export { wireBytes } from "./wire-bytes.ts";
export type { WireBytes, WireRequest } from "./wire-bytes.ts";
export { type Contract, contractOf } from "./contract.ts";
export { type Fault, type SearchStandIn, startSearchStandIn } from "./search-stand-in.ts";
