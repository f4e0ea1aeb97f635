-- CreateEnum
CREATE TYPE "ProgressState" AS ENUM ('WAITING', 'RUNNING', 'DONE', 'FAILED');

-- CreateTable
CREATE TABLE "outbox_event" (
    "position" BIGSERIAL NOT NULL,
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "sent_at" TIMESTAMP(3),

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "progress" (
    "id" TEXT NOT NULL,
    "job" TEXT NOT NULL,
    "owner_id" TEXT,
    "state" "ProgressState" NOT NULL DEFAULT 'WAITING',
    "percent" INTEGER NOT NULL DEFAULT 0,
    "phase" TEXT,
    "message_key" TEXT,
    "result" JSONB,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "progress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "effect" (
    "key" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "effect_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "worker_beat" (
    "id" TEXT NOT NULL,
    "started_at" TIMESTAMP(3) NOT NULL,
    "beat_at" TIMESTAMP(3) NOT NULL,
    "relayed_at" TIMESTAMP(3),
    "queues_at" TIMESTAMP(3),

    CONSTRAINT "worker_beat_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "outbox_event_id_key" ON "outbox_event"("id");

-- CreateIndex
CREATE INDEX "outbox_event_sent_at_idx" ON "outbox_event"("sent_at");

-- CreateIndex
CREATE INDEX "progress_state_updated_at_idx" ON "progress"("state", "updated_at");

-- CreateIndex
CREATE INDEX "progress_owner_id_created_at_idx" ON "progress"("owner_id", "created_at");

-- CreateIndex
CREATE INDEX "effect_at_idx" ON "effect"("at");

-- The relay asks for the oldest unsent event of each subject. What was sent is nearly all of the table and not in here.
CREATE INDEX "outbox_event_unsent" ON "outbox_event" ("subject", "position") WHERE "sent_at" IS NULL;
