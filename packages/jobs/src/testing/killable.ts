// A process of its own, to be killed: `node killable.ts relay|work <address of the database>`. It says "ready" and goes on.

import { connect } from "@dostyk/db";
import process from "node:process";
import { startRelay } from "../relay.ts";
import { startJobs } from "../start-jobs.ts";
import { hearing, sampleJobs } from "./sample-jobs.ts";

const [, , what, url = ""] = process.argv;
const database = connect(url, { poolSize: 4, connectTimeoutMs: 2_000 });
const logger = { info() {}, warn() {}, error() {} };
const now = (): Date => new Date();

if (what === "relay") startRelay({ database, subscriptions: [hearing], now, logger });
else await startJobs({ database, jobs: sampleJobs, timers: [], now, logger, pace: { pollSeconds: 0.5, superviseSeconds: 1 } });
process.stdout.write("ready\n");
