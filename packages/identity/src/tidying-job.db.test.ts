import { testDatabase } from "@dostyk/db/testing";
import { givenQueues, runTwice } from "@dostyk/jobs/testing";
import { expect, it } from "vitest";
import { givenAccount, givenBody, testId } from "./testing.ts";
import { tidyingJob } from "./tidying-job.ts";

const db = await testDatabase();

it("forgets what is over and keeps what goes on", async () => {
  await givenQueues(db, [tidyingJob]);
  const bodyId = await givenBody(db, "ASSOCIATION", "Example Association");
  const { accountId } = await givenAccount(db, "Aigerim Example");
  const past = (days: number) => new Date(Date.now() - days * 86_400_000);
  const invitation = (expiresAt: Date, acceptedAt: Date | null = null) =>
    db.prisma.invitation.create({
      data: { id: testId(), bodyId, role: "TRANSLATOR", email: "x@example.org", tokenHash: testId(), expiresAt, acceptedAt },
    });
  await invitation(past(31));
  const kept = [await invitation(past(29)), await invitation(past(400), past(401)), await invitation(past(-1))].map(({ id }) => id);
  await db.prisma.loginSession.create({ data: { id: testId(), token: testId(), userId: accountId, expiresAt: past(1) } });
  await db.prisma.verification.create({ data: { id: testId(), identifier: "x", value: "y", expiresAt: past(1) } });
  await db.prisma.rateLimit.create({ data: { key: "address:x", expire: past(1).getTime() } });
  await db.prisma.rateLimit.create({ data: { key: "address:y", expire: past(-1).getTime() } });
  const going = await db.prisma.loginSession.count({ where: { expiresAt: { gt: new Date() } } });

  const look = async () => ({
    invitations: (await db.prisma.invitation.findMany({ select: { id: true }, orderBy: { id: "asc" } })).map(({ id }) => id),
    sessions: await db.prisma.loginSession.count(),
    secrets: await db.prisma.verification.count(),
    limits: (await db.prisma.rateLimit.findMany()).map(({ key }) => key),
  });
  const left = { invitations: kept.toSorted(), sessions: going, secrets: 0, limits: ["address:y"] };
  for (const { seen } of await runTwice(db, tidyingJob, {}, look)) expect(seen).toEqual(left);
});
