export { type Api, type ApiOptions, createApi } from "./api.ts";
export { composeServer, type ComposedServer, type ServerOptions, type Site } from "./compose-server.ts";
export type { Answer } from "./engine.ts";
export { createLogger, type Logger } from "./logger.ts";
export type { PublicError } from "./public-error.ts";
export { NoSuchAddress, PortInUse, PortNotAllowed } from "./refusals.ts";
