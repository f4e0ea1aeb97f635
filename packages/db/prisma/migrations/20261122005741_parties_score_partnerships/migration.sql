-- CreateTable
CREATE TABLE "partnership_evaluation" (
    "id" TEXT NOT NULL,
    "partnership_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "checklist" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "scores" JSONB NOT NULL,
    "account_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "partnership_evaluation_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "partnership_evaluation_partnership_id_position_number_key" ON "partnership_evaluation"("partnership_id", "position", "number");

-- CreateIndex
CREATE UNIQUE INDEX "partnership_evaluation_account_id_idempotency_key_key" ON "partnership_evaluation"("account_id", "idempotency_key");

-- AddForeignKey
ALTER TABLE "partnership_evaluation" ADD CONSTRAINT "partnership_evaluation_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Scores are answered by later scores: none is taken back or edited.
CREATE FUNCTION partnership_evaluation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'An evaluation stays as it is: a later one takes its place'
    USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER partnership_evaluation_stays BEFORE UPDATE OR DELETE ON "partnership_evaluation"
  FOR EACH ROW EXECUTE FUNCTION partnership_evaluation_stays();
