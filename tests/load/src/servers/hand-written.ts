// What the answers cost at least: one prepared statement for each operation, which returns the text that is sent.
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import process from "node:process";
import pg from "pg";
import { operations } from "../operations.ts";
import { announce } from "./measured-process.ts";

const pool = new pg.Pool({ connectionString: process.argv[2], max: 8, idleTimeoutMillis: 0 });
const site = new Hono();

for (const { letter, statement } of operations) {
  site.post(`/${letter}`, async (context) => {
    const { key } = await context.req.json<{ key: string }>();
    const { rows } = await pool.query<{ answer: string }>({ name: letter, text: statement, values: [key] });
    return context.body(rows[0]?.answer ?? "null", 200, { "content-type": "application/json" });
  });
}

serve({ fetch: site.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => announce(port));
