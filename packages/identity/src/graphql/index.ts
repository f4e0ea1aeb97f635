import "./account-mutations.ts";
import "./audit.ts";
import "./body-mutations.ts";
import "./invitation-offer.ts";
import "./key-mutations.ts";
import "./member-mutations.ts";
import "./viewer.ts";

export { actingIn } from "./acting.ts";
export { ActingBodyRef } from "./acting-body.ts";
export { forPeople } from "./refusals.ts";
