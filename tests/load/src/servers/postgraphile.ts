// What somebody would take who does not want to write a server: PostGraphile over the same tables, as it comes.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import process from "node:process";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { grafserv } from "postgraphile/grafserv/node";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";
import { announce } from "./measured-process.ts";

const gate = postgraphile({
  extends: [PostGraphileAmberPreset],
  pgServices: [
    makePgService({ connectionString: process.argv[2] ?? "", schemas: ["public"], poolConfig: { max: 8, idleTimeoutMillis: 0 } }),
  ],
  grafserv: { graphqlPath: "/graphql", graphiql: false, watch: false },
});
const server = createServer();
await gate.createServ(grafserv).addTo(server);
server.listen(0, "127.0.0.1", () => announce((server.address() as AddressInfo).port));
