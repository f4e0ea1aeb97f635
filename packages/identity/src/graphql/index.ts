import "./account-mutations.ts";
import "./audit.ts";
import "./body-mutations.ts";
import "./invitation-offer.ts";
import "./key-mutations.ts";
import "./member-mutations.ts";
import "./viewer.ts";
