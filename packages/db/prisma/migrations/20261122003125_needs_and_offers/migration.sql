-- CreateEnum
CREATE TYPE "NeedOrOfferKind" AS ENUM ('NEED', 'OFFER');

-- CreateEnum
CREATE TYPE "NeedOrOfferStatus" AS ENUM ('DRAFT', 'OPEN', 'CLOSED');

-- CreateTable
CREATE TABLE "need_or_offer" (
    "id" TEXT NOT NULL,
    "kind" "NeedOrOfferKind" NOT NULL,
    "status" "NeedOrOfferStatus" NOT NULL,
    "body_id" TEXT NOT NULL,
    "place_id" TEXT,
    "titles" JSONB NOT NULL,
    "texts" JSONB,
    "languages" TEXT[],
    "people" INTEGER,
    "most_partners" INTEGER NOT NULL DEFAULT 1,
    "population" INTEGER,
    "size_least" INTEGER,
    "size_most" INTEGER,
    "valid_from" DATE NOT NULL,
    "valid_until" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMP(3) NOT NULL,
    "updated_at" TIMESTAMP(3) NOT NULL,
    "closed_at" TIMESTAMP(3),

    CONSTRAINT "need_or_offer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "need_or_offer_theme" (
    "need_or_offer_id" TEXT NOT NULL,
    "theme_code" TEXT NOT NULL,

    CONSTRAINT "need_or_offer_theme_pkey" PRIMARY KEY ("need_or_offer_id","theme_code")
);

-- CreateIndex
CREATE INDEX "need_or_offer_status_created_at_id_idx" ON "need_or_offer"("status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "need_or_offer_status_kind_created_at_id_idx" ON "need_or_offer"("status", "kind", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "need_or_offer_body_id_status_idx" ON "need_or_offer"("body_id", "status");

-- CreateIndex
CREATE INDEX "need_or_offer_place_id_idx" ON "need_or_offer"("place_id");

-- CreateIndex
CREATE INDEX "need_or_offer_theme_theme_code_idx" ON "need_or_offer_theme"("theme_code");

-- AddForeignKey
ALTER TABLE "need_or_offer" ADD CONSTRAINT "need_or_offer_body_id_fkey" FOREIGN KEY ("body_id") REFERENCES "acting_body"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "need_or_offer" ADD CONSTRAINT "need_or_offer_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "need_or_offer_theme" ADD CONSTRAINT "need_or_offer_theme_need_or_offer_id_fkey" FOREIGN KEY ("need_or_offer_id") REFERENCES "need_or_offer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "need_or_offer_theme" ADD CONSTRAINT "need_or_offer_theme_theme_code_fkey" FOREIGN KEY ("theme_code") REFERENCES "theme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;
