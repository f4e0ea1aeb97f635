import { Refusal } from "@dostyk/kernel";

/** Another program listens on the port. */
export class PortInUse extends Refusal {
  constructor(port: number, setting: string, cause: unknown) {
    super(`Port ${port} is in use by another program. Stop that one, or choose another with ${setting}; ${setting}=0 takes a free one.`, {
      cause,
    });
  }
}

/** The system does not let this user listen on the port or address. */
export class PortNotAllowed extends Refusal {
  constructor(port: number, host: string, setting: string, cause: unknown) {
    super(`This user may not listen on port ${port} of ${host}. Choose a port above 1023 with ${setting}, such as 4000.`, { cause });
  }
}

/** This computer has no such address. */
export class NoSuchAddress extends Refusal {
  constructor(host: string, cause: unknown) {
    super(`This computer has no address ${host} to listen on. Use 127.0.0.1 for this computer alone, or 0.0.0.0 for all.`, { cause });
  }
}
