import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { NoSuchAddress, PortInUse, PortNotAllowed } from "./refusals.ts";

/** Listens and answers with the port; `setting` is where an operator chooses another. @throws PortInUse, PortNotAllowed, NoSuchAddress */
export function listenOn(server: Server, port: number, host: string, setting = "PORT"): Promise<number> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) => reject(refusalOf(error, port, host, setting));
    server.once("error", refuse);
    server.listen(port, host, () => {
      server.off("error", refuse);
      // A listening TCP server's address is never a string or null.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function refusalOf(error: NodeJS.ErrnoException, port: number, host: string, setting: string): Error {
  if (error.code === "EADDRINUSE") return new PortInUse(port, setting, error);
  if (error.code === "EACCES" || error.code === "EPERM") return new PortNotAllowed(port, host, setting, error);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND") return new NoSuchAddress(host, error);
  return error;
}
