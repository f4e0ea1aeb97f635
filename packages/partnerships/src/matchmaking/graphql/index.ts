import "./matches.ts";
import "./mutations.ts";
import "./pairings.ts";
