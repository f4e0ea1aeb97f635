/** The website of a node. */
export { createPortal } from "./app.tsx";
export type { Portal, PortalFault, PortalOptions } from "./app.tsx";
export { askOverHttp } from "./ask.ts";
export type { Auth, Provider } from "./auth.ts";
export type { Answer, AnswerError, Ask } from "./ask.ts";
export { pageDocuments } from "./page-documents.ts";
