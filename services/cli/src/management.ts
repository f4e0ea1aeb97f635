import { managementServer, type Metrics, type Readiness } from "@dostyk/api";
import type { Config } from "./config.ts";

/** The management port as it was opened. */
export interface Management {
  /** Undefined: the operator wants none. */
  readonly port: number | undefined;
  close(): Promise<void>;
}

/** Opens the port for probes and metrics, if the operator has named one. @throws PortInUse, PortNotAllowed */
export async function openManagement(
  { managementPort }: Pick<Config, "managementPort">,
  watched: { readonly readiness: Readiness; readonly metrics: Metrics },
): Promise<Management> {
  if (managementPort === undefined) return { port: undefined, close: async () => {} };
  const server = managementServer(watched);
  return { port: await server.listen(managementPort), close: server.close };
}
