// The API as a node runs it: its own listener on node's HTTP server, beside a website.
import { composeServer, createApi, createLogger } from "@dostyk/api";
import { connect } from "@dostyk/db";
import { Hono } from "hono";
import process from "node:process";
import { homeNode } from "../fill-database.ts";
import { announce } from "./measured-process.ts";

const database = connect(process.argv[2] ?? "");
const logger = createLogger();
const api = createApi({ prisma: database.prisma, origin: homeNode, logger });
const server = composeServer({ api, site: new Hono(), logger });
announce(await server.listen(0, "127.0.0.1"));
