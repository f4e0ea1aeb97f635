/** Closes a switch over a union: a new member is a type error here, and a bug with a name at run time. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
