-- CreateEnum
CREATE TYPE "StatementAct" AS ENUM ('PROPOSE', 'AMEND', 'CONFIRM', 'DECLINE', 'SUSPEND', 'MARK_DORMANT', 'RESUME', 'END');

-- AlterTable
ALTER TABLE "organization" ADD COLUMN     "acting_body_id" TEXT;

-- AlterTable
ALTER TABLE "partnership" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "place" ADD COLUMN     "acting_body_id" TEXT;

-- CreateTable
CREATE TABLE "partnership_statement" (
    "id" TEXT NOT NULL,
    "partnership_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "act" "StatementAct" NOT NULL,
    "terms_version" INTEGER NOT NULL,
    "terms_by" INTEGER NOT NULL,
    "terms" JSONB,
    "on_edtf" TEXT NOT NULL,
    "reason" JSONB,
    "decider" JSONB,
    "account_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "partnership_statement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "partnership_statement_partnership_id_sequence_key" ON "partnership_statement"("partnership_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "partnership_statement_account_id_idempotency_key_key" ON "partnership_statement"("account_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "organization_acting_body_id_key" ON "organization"("acting_body_id");

-- CreateIndex
CREATE UNIQUE INDEX "place_acting_body_id_key" ON "place"("acting_body_id");

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_acting_body_id_fkey" FOREIGN KEY ("acting_body_id") REFERENCES "acting_body"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_acting_body_id_fkey" FOREIGN KEY ("acting_body_id") REFERENCES "acting_body"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_statement" ADD CONSTRAINT "partnership_statement_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What a party has said, it has said: a later statement answers an earlier one, and none is taken back or edited.
CREATE FUNCTION partnership_statement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'A statement of a party stays as it is: a later one answers it'
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER partnership_statement_stays BEFORE UPDATE OR DELETE ON "partnership_statement"
  FOR EACH ROW EXECUTE FUNCTION partnership_statement_stays();
