// What accounts cost beside the bare work they stand on: `node --import tsx tests/load/src/accounts/main.ts [--rounds 3] [--seconds 2]`.
import { connect, migrate, serializable } from "@dostyk/db";
import { startScratchServer } from "@dostyk/db/testing";
import { createIdentity, issueKey, perform } from "@dostyk/identity";
import { newId, system } from "@dostyk/kernel";
import { hash, verify } from "@node-rs/argon2";
import { createHash } from "node:crypto";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";

const { values: options } = parseArgs({ options: { rounds: { type: "string", default: "3" }, seconds: { type: "string", default: "2" } } });
const rounds = Number(options.rounds);
const windowMs = 1000 * Number(options.seconds);
const atOnce = 8;

const server = await startScratchServer();
await migrate(server.url);
const database = connect(server.url);
const { prisma } = database;
const clock = () => new Date();
const id = () => newId(clock(), Math.random);
const origin = "http://dostyk.example";
const identity = createIdentity({
  database,
  origin,
  secret: "a secret for the benchmark, of over 32 bytes",
  mailer: { kind: "folder", send: async () => {}, close: () => {} },
  providers: [],
  clock,
  newId: id,
  attemptsPerMinute: 1e9,
  onFault: (error) => {
    throw error;
  },
});

const password = "steppe wind over the Irtysh";
const argon2id = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const kept = await hash(password, argon2id);
const people = Array.from({ length: 200 }, (_, index) => `person${index}@example.org`);
for (const email of people) {
  const accountId = id();
  await prisma.userAccount.create({ data: { id: accountId, name: "Aigerim Example", email, emailVerified: true } });
  await prisma.credential.create({ data: { id: id(), userId: accountId, accountId, providerId: "credential", password: kept } });
}
const bodyId = id();
await prisma.actingBody.create({ data: { id: bodyId, kind: "DONOR", name: "Example Donor" } });
const donor = {
  kind: "person",
  accountId: "someone",
  sessionId: "s",
  held: [{ bodyId, role: "DONOR" }],
  reauthenticatedAt: clock(),
} as const;
const { secret } = await issueKey(
  database,
  { viewer: donor, now: clock, newId: id },
  { bodyId, name: "Bench", scopes: ["read:public"], expiresAt: new Date(Date.now() + 3_600_000), costBudget: 1_000 },
);
const bodies = await Promise.all(
  Array.from({ length: 500 }, async (_, index) => {
    const body = { id: id(), kind: "CITY", name: `City ${index}`, parentId: bodyId } as const;
    await prisma.actingBody.create({ data: body });
    return body.id;
  }),
);
const write = (tx: Pick<typeof prisma, "actingBody">, turn: number) =>
  tx.actingBody.update({ where: { id: bodies[turn % bodies.length] ?? "" }, data: { updatedAt: clock() }, select: { id: true } });

/** What is measured, beside the bare work it stands on. Each gets the number of its turn. */
const pairs: readonly {
  readonly what: string;
  readonly ours: (turn: number) => Promise<unknown>;
  readonly bare: (turn: number) => Promise<unknown>;
}[] = [
  {
    what: "sign-ins, beside the bare hash (argon2id, 19 MiB)",
    bare: () => verify(kept, password),
    ours: async (turn) => {
      const headers = { origin, "content-type": "application/json", "x-dostyk-client-ip": "192.0.2.1" };
      const body = JSON.stringify({ email: people[turn % people.length], password });
      const { status } = await identity.handle(new Request(`${origin}/auth/sign-in/email`, { method: "POST", headers, body }));
      if (status !== 200) throw new Error(`a sign-in was answered ${status}`);
    },
  },
  {
    what: "key checks, beside the bare hash and the bare row",
    bare: async () => {
      const keyHash = createHash("sha256").update(secret).digest("hex");
      const { rowCount } = await database.pool.query({
        name: "key",
        text: "SELECT id FROM api_key WHERE key_hash = $1",
        values: [keyHash],
      });
      if (rowCount !== 1) throw new Error("the key is not there");
    },
    ours: async () => {
      const who = await identity.identify(new Headers({ authorization: `Bearer ${secret}` }));
      if (!("viewer" in who)) throw new Error("the key was refused");
    },
  },
  {
    what: "audited writes, beside the bare SERIALIZABLE transaction",
    bare: (turn) => serializable(database, (tx) => write(tx, turn)),
    ours: (turn) =>
      perform(
        database,
        { viewer: system("bench"), now: clock, newId: id },
        { command: "bench.write", subject: { type: "ActingBody", id: String(turn) } },
        (tx) => write(tx, turn),
      ),
  },
];

/** How often a second, eight at a time. */
async function rate(work: (turn: number) => Promise<unknown>): Promise<number> {
  let turn = 0;
  const began = performance.now();
  const worker = async (): Promise<void> => {
    while (performance.now() - began < windowMs) await work((turn += 1));
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return (1000 * turn) / (performance.now() - began);
}

try {
  console.log("| | ours, a second | bare, a second | ratio |\n| --- | ---: | ---: | ---: |");
  for (const { what, ours, bare } of pairs) {
    const measured = { ours: [] as number[], bare: [] as number[] };
    await rate(bare);
    await rate(ours);
    // By turns: whatever slows this computer down for a while slows both.
    for (let round = 0; round < rounds; round += 1) {
      measured.bare.push(await rate(bare));
      measured.ours.push(await rate(ours));
    }
    const [mine, least] = [median(measured.ours), median(measured.bare)];
    console.log(`| ${what} | ${mine.toFixed(0)} | ${least.toFixed(0)} | ${(mine / least).toFixed(2)} |`);
  }
} finally {
  await database.close();
  await server.close();
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
