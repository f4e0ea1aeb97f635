-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('PUBLIC', 'HIDDEN');

-- CreateEnum
CREATE TYPE "PlaceKind" AS ENUM ('COUNTRY', 'REGION', 'DISTRICT', 'CITY', 'TOWN', 'RURAL_DISTRICT', 'VILLAGE', 'COUNTY');

-- CreateEnum
CREATE TYPE "NameKind" AS ENUM ('OFFICIAL', 'VARIANT', 'FORMER', 'MISSPELLING', 'ACRONYM');

-- CreateEnum
CREATE TYPE "OrganizationKind" AS ENUM ('ASSOCIATION', 'MUNICIPALITY', 'REGIONAL_GOVERNMENT', 'DONOR', 'IMPLEMENTER', 'TRAINING_CENTRE', 'GOVERNMENT_BODY', 'LEGISLATURE', 'NGO', 'ACADEMY', 'INTERNATIONAL', 'EMBASSY', 'COMPANY', 'COMMUNITY_BODY');

-- CreateEnum
CREATE TYPE "RecordType" AS ENUM ('SOURCE', 'PLACE', 'ORGANIZATION', 'PERSON', 'PROGRAMME', 'PARTNERSHIP', 'EXTERNAL_EVENT', 'ACTIVITY', 'OUTPUT', 'PRACTICE', 'COMPETITION', 'STATEMENT', 'REPORT');

-- CreateEnum
CREATE TYPE "SourceKind" AS ENUM ('PROGRESS_REPORT', 'TRAINING_REPORT', 'MEETING_REPORT', 'ARTICLE', 'PRESS_RELEASE', 'EDITORIAL');

-- CreateEnum
CREATE TYPE "ClaimRank" AS ENUM ('PREFERRED', 'NORMAL', 'DEPRECATED');

-- CreateEnum
CREATE TYPE "DisputeKind" AS ENUM ('DATE', 'PLACE', 'NUMBER', 'NAME', 'VALUE');

-- CreateEnum
CREATE TYPE "ActivityKind" AS ENUM ('TECHNICAL_EXCHANGE', 'DELEGATION_VISIT', 'HOSTED_VISIT', 'STUDY_TOUR', 'STAFF_EXCHANGE', 'WORKSHOP', 'TRAINING', 'TRAINING_OF_TRAINERS', 'SEMINAR', 'CONFERENCE', 'CONFERENCE_PART', 'ROUNDTABLE', 'PUBLIC_FORUM', 'EXPERT_MEETING', 'MEETING', 'TECHNICAL_ASSISTANCE', 'AWARD_CEREMONY', 'PRESS_CONFERENCE', 'AGREEMENT');

-- CreateEnum
CREATE TYPE "ActivityStatus" AS ENUM ('PROPOSED', 'PLANNED', 'CONFIRMED', 'IN_PROGRESS', 'POSTPONED', 'COMPLETED', 'CANCELLED', 'SUSPENDED');

-- CreateEnum
CREATE TYPE "PeriodPlane" AS ENUM ('PLANNED', 'ACTUAL');

-- CreateEnum
CREATE TYPE "ParticipationRole" AS ENUM ('FUNDING', 'ACCOUNTABLE', 'EXTENDING', 'IMPLEMENTING', 'HOST', 'CO_ORGANIZER', 'SUPPORTING', 'SUBCONTRACTOR', 'PARTICIPANT', 'DELEGATION', 'LEADER', 'TRAINER', 'EXPERT', 'SPEAKER', 'MODERATOR', 'OBSERVER', 'INVITED');

-- CreateEnum
CREATE TYPE "PostponementReason" AS ENUM ('EXTERNAL_EVENT', 'HOST_UNAVAILABLE', 'PARTNER_UNAVAILABLE', 'FUNDING', 'LOGISTICS', 'POLITICAL', 'NOT_STATED');

-- CreateEnum
CREATE TYPE "ScheduleChangeKind" AS ENUM ('POSTPONED', 'RESCHEDULED', 'CANCELLED', 'RESUMED');

-- CreateEnum
CREATE TYPE "OutputKind" AS ENUM ('REPORT', 'HANDBOOK', 'MANUAL', 'TRANSLATION', 'NEWSLETTER', 'PLAN', 'OUTLINE', 'RECOMMENDATIONS', 'AGREEMENT', 'QUESTIONNAIRE');

-- CreateEnum
CREATE TYPE "OutputStepKind" AS ENUM ('PLANNED', 'WRITTEN', 'ADAPTED', 'TRANSLATED', 'SUBMITTED', 'REVIEWED', 'AMENDED', 'COMPLETED', 'PRESENTED', 'DISTRIBUTED');

-- CreateEnum
CREATE TYPE "ContributionRole" AS ENUM ('AUTHOR', 'ADAPTER', 'TRANSLATOR', 'REVIEWER', 'RECIPIENT', 'PUBLISHER', 'TRAINER');

-- CreateEnum
CREATE TYPE "PartnershipKind" AS ENUM ('SISTER_CITY', 'FRIENDSHIP', 'RESOURCE_CITIES', 'TWINNING', 'TRILATERAL', 'CITY_RAYON');

-- CreateEnum
CREATE TYPE "PartnershipStatus" AS ENUM ('PROPOSED', 'CONFIRMED', 'ACTIVE', 'DORMANT', 'SUSPENDED', 'ENDED');

-- CreateEnum
CREATE TYPE "ConfirmationState" AS ENUM ('BOTH', 'UNILATERAL', 'CONTESTED', 'ENDED_BY_ONE', 'HISTORICAL');

-- CreateEnum
CREATE TYPE "PartyConfirmation" AS ENUM ('CONFIRMED', 'UNCONFIRMED', 'DECLINED', 'ENDED', 'HISTORICAL');

-- CreateEnum
CREATE TYPE "PracticeStatus" AS ENUM ('DRAFT', 'IN_REVIEW', 'PUBLISHED', 'WITHDRAWN');

-- CreateEnum
CREATE TYPE "OutcomeKind" AS ENUM ('SUCCESSFUL', 'UNSUCCESSFUL');

-- CreateEnum
CREATE TYPE "SectionKind" AS ENUM ('SITUATION', 'OBJECTIVES', 'RESOURCES', 'PROCESS', 'RESULTS', 'SUSTAINABILITY', 'LESSONS', 'TRANSFERABILITY', 'COSTS');

-- CreateEnum
CREATE TYPE "OrganizationRole" AS ENUM ('FUNDING', 'ACCOUNTABLE', 'EXTENDING', 'IMPLEMENTING', 'HOST', 'CO_ORGANIZER', 'SUPPORTING', 'SUBCONTRACTOR', 'CONTRIBUTING');

-- CreateEnum
CREATE TYPE "ObjectiveKind" AS ENUM ('STRATEGIC_OBJECTIVE', 'INTERMEDIATE_RESULT', 'APPROACH');

-- CreateEnum
CREATE TYPE "Measure" AS ENUM ('BASELINE', 'TARGET', 'ACTUAL');

-- CreateEnum
CREATE TYPE "NumberQualifier" AS ENUM ('EXACT', 'ABOUT', 'OVER', 'AT_LEAST');

-- CreateEnum
CREATE TYPE "ReportSectionKind" AS ENUM ('COVER', 'INTRODUCTION', 'NARRATIVE', 'TIME_CHART', 'CHALLENGES', 'PLAN', 'ACTIONS_REQUIRED');

-- CreateEnum
CREATE TYPE "SectionAnswer" AS ENUM ('CONTENT', 'NOT_APPLICABLE', 'BLANK');

-- CreateEnum
CREATE TYPE "ContradictionKind" AS ENUM ('TWO_DATES', 'TWO_COUNTRIES', 'TWO_PLACES', 'TWO_NAMES', 'POSTPONED_BUT_PLANNED', 'POSTPONED_NOT_PLANNED', 'CHALLENGES_DENIED', 'PERIOD_MISMATCH', 'COUNT_MISMATCH', 'DURATION_MISMATCH');

-- CreateEnum
CREATE TYPE "StatementKind" AS ENUM ('RECOMMENDATION', 'COMMITMENT', 'POSITION');

-- CreateEnum
CREATE TYPE "Stance" AS ENUM ('SUPPORTS', 'OPPOSES', 'CONDITIONAL', 'PROPOSES', 'OBSERVES');

-- CreateTable
CREATE TABLE "archive_load" (
    "digest" TEXT NOT NULL,
    "records" INTEGER NOT NULL,
    "claims" INTEGER NOT NULL,
    "loaded_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "archive_load_pkey" PRIMARY KEY ("digest")
);

-- CreateTable
CREATE TABLE "competition" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "summaries" JSONB,
    "year_edtf" TEXT,
    "programme_id" TEXT,
    "ceremony_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "competition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "award" (
    "competition_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "texts" JSONB NOT NULL,
    "practice_id" TEXT,
    "place_id" TEXT,
    "organization_id" TEXT,
    "partnership_id" TEXT,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "award_pkey" PRIMARY KEY ("competition_id","position")
);

-- CreateTable
CREATE TABLE "place" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "kind" "PlaceKind" NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place_name" (
    "claim_id" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "script" TEXT,
    "kind" "NameKind" NOT NULL,
    "period" TEXT,

    CONSTRAINT "place_name_pkey" PRIMARY KEY ("claim_id")
);

-- CreateTable
CREATE TABLE "place_membership" (
    "id" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "parent_id" TEXT NOT NULL,
    "start_edtf" TEXT,
    "end_edtf" TEXT,
    "claim_id" TEXT,

    CONSTRAINT "place_membership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "place_identifier" (
    "place_id" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "place_identifier_pkey" PRIMARY KEY ("place_id","scheme","value")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "kind" "OrganizationKind" NOT NULL,
    "acronym" TEXT,
    "summaries" JSONB,
    "country_code" CHAR(2),
    "seat_id" TEXT,
    "parent_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office_holding" (
    "id" TEXT NOT NULL,
    "person_id" TEXT NOT NULL,
    "organization_id" TEXT,
    "place_id" TEXT,
    "role" JSONB NOT NULL,
    "period_edtf" TEXT,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "office_holding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theme" (
    "code" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "titles" JSONB NOT NULL,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "registry_entry" (
    "id" TEXT NOT NULL,
    "type" "RecordType" NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "search_text" TEXT NOT NULL DEFAULT '',
    "digest" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "registry_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "record_alias" (
    "type" "RecordType" NOT NULL,
    "slug" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,

    CONSTRAINT "record_alias_pkey" PRIMARY KEY ("type","slug")
);

-- CreateTable
CREATE TABLE "source" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "kind" "SourceKind" NOT NULL,
    "file_name" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "line_count" INTEGER NOT NULL,
    "language" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "published_edtf" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "property" TEXT NOT NULL,
    "qualifier" TEXT NOT NULL DEFAULT '',
    "value" JSONB NOT NULL,
    "raw" TEXT,
    "source_id" TEXT NOT NULL,
    "line_start" INTEGER NOT NULL,
    "line_end" INTEGER NOT NULL,
    "rank" "ClaimRank" NOT NULL DEFAULT 'NORMAL',
    "note" TEXT,
    "asserted_by" TEXT NOT NULL,
    "recorded_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_reference" (
    "claim_id" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,

    CONSTRAINT "claim_reference_pkey" PRIMARY KEY ("claim_id","record_id")
);

-- CreateTable
CREATE TABLE "dispute" (
    "id" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "property" TEXT NOT NULL,
    "qualifier" TEXT NOT NULL DEFAULT '',
    "kind" "DisputeKind" NOT NULL,
    "chosen_claim_id" TEXT,
    "policy" TEXT NOT NULL,
    "opened_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dispute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dispute_claim" (
    "dispute_id" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "dispute_claim_pkey" PRIMARY KEY ("dispute_id","claim_id")
);

-- CreateTable
CREATE TABLE "absence" (
    "id" TEXT NOT NULL,
    "record_id" TEXT NOT NULL,
    "property" TEXT NOT NULL,
    "explanation" JSONB NOT NULL,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "summaries" JSONB,
    "kind" "ActivityKind" NOT NULL,
    "status" "ActivityStatus" NOT NULL,
    "country_code" CHAR(2),
    "partnership_id" TEXT,
    "programme_id" TEXT,
    "parent_id" TEXT,
    "trip_number" INTEGER,
    "last_of_series" BOOLEAN,
    "from_place_id" TEXT,
    "to_place_id" TEXT,
    "duration_days" INTEGER,
    "dated_on" DATE NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity_period" (
    "activity_id" TEXT NOT NULL,
    "plane" "PeriodPlane" NOT NULL,
    "position" INTEGER NOT NULL,
    "start_edtf" TEXT NOT NULL,
    "end_edtf" TEXT,
    "raw" TEXT,
    "claim_id" TEXT,

    CONSTRAINT "activity_period_pkey" PRIMARY KEY ("activity_id","plane","position")
);

-- CreateTable
CREATE TABLE "activity_place" (
    "activity_id" TEXT NOT NULL,
    "place_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "claim_id" TEXT,

    CONSTRAINT "activity_place_pkey" PRIMARY KEY ("activity_id","place_id")
);

-- CreateTable
CREATE TABLE "participation" (
    "id" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "role" "ParticipationRole" NOT NULL,
    "organization_id" TEXT,
    "person_id" TEXT,
    "place_id" TEXT,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "participation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "activity_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "qualifier" "NumberQualifier" NOT NULL,
    "group_key" TEXT NOT NULL,
    "group" JSONB NOT NULL,
    "parent_group" TEXT,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("activity_id","position")
);

-- CreateTable
CREATE TABLE "schedule_change" (
    "activity_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "ScheduleChangeKind" NOT NULL,
    "announced_edtf" TEXT,
    "from_edtf" TEXT,
    "to_edtf" TEXT,
    "reason_class" "PostponementReason" NOT NULL,
    "reason" JSONB,
    "decider" JSONB,
    "external_event_id" TEXT,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "schedule_change_pkey" PRIMARY KEY ("activity_id","position")
);

-- CreateTable
CREATE TABLE "external_event" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "on_edtf" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "external_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "activity_theme" (
    "activity_id" TEXT NOT NULL,
    "theme_code" TEXT NOT NULL,

    CONSTRAINT "activity_theme_pkey" PRIMARY KEY ("activity_id","theme_code")
);

-- CreateTable
CREATE TABLE "output" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "summaries" JSONB,
    "kind" "OutputKind" NOT NULL,
    "languages" TEXT[],
    "produced_edtf" TEXT,
    "activity_id" TEXT,
    "programme_id" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "output_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "output_step" (
    "output_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "OutputStepKind" NOT NULL,
    "on_edtf" TEXT,
    "number" INTEGER,
    "qualifier" "NumberQualifier",
    "note" JSONB,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "output_step_pkey" PRIMARY KEY ("output_id","position")
);

-- CreateTable
CREATE TABLE "output_contribution" (
    "output_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "role" "ContributionRole" NOT NULL,
    "person_id" TEXT,
    "organization_id" TEXT,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "output_contribution_pkey" PRIMARY KEY ("output_id","position")
);

-- CreateTable
CREATE TABLE "partnership" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "summaries" JSONB,
    "kind" "PartnershipKind" NOT NULL,
    "status" "PartnershipStatus" NOT NULL,
    "confirmation" "ConfirmationState" NOT NULL,
    "programme_id" TEXT,
    "start_edtf" TEXT,
    "end_edtf" TEXT,
    "dated_on" DATE NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "partnership_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partnership_party" (
    "partnership_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "place_id" TEXT,
    "organization_id" TEXT,
    "role" JSONB,
    "confirmation" "PartyConfirmation" NOT NULL,
    "claim_id" TEXT,

    CONSTRAINT "partnership_party_pkey" PRIMARY KEY ("partnership_id","position")
);

-- CreateTable
CREATE TABLE "partnership_status_change" (
    "partnership_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "status" "PartnershipStatus" NOT NULL,
    "on_edtf" TEXT,
    "reason" JSONB,
    "decider" JSONB,
    "claim_id" TEXT,

    CONSTRAINT "partnership_status_change_pkey" PRIMARY KEY ("partnership_id","position")
);

-- CreateTable
CREATE TABLE "partnership_theme" (
    "partnership_id" TEXT NOT NULL,
    "theme_code" TEXT NOT NULL,

    CONSTRAINT "partnership_theme_pkey" PRIMARY KEY ("partnership_id","theme_code")
);

-- CreateTable
CREATE TABLE "outcome" (
    "partnership_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "texts" JSONB NOT NULL,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("partnership_id","position")
);

-- CreateTable
CREATE TABLE "practice" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "summaries" JSONB,
    "place_id" TEXT NOT NULL,
    "country_code" CHAR(2) NOT NULL,
    "partnership_id" TEXT,
    "programme_id" TEXT,
    "status" "PracticeStatus" NOT NULL,
    "outcome_kind" "OutcomeKind",
    "evidence_grade" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "dated_on" DATE NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "practice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice_section" (
    "practice_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "SectionKind" NOT NULL,
    "texts" JSONB NOT NULL,
    "claim_id" TEXT,

    CONSTRAINT "practice_section_pkey" PRIMARY KEY ("practice_id","position")
);

-- CreateTable
CREATE TABLE "practice_theme" (
    "practice_id" TEXT NOT NULL,
    "theme_code" TEXT NOT NULL,

    CONSTRAINT "practice_theme_pkey" PRIMARY KEY ("practice_id","theme_code")
);

-- CreateTable
CREATE TABLE "adoption" (
    "id" TEXT NOT NULL,
    "practice_id" TEXT NOT NULL,
    "adopted_practice_id" TEXT NOT NULL,
    "partnership_id" TEXT,
    "learnt_at_id" TEXT,
    "on_edtf" TEXT,
    "changes" JSONB,
    "result" JSONB,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "adoption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "acronym" TEXT,
    "summaries" JSONB,
    "start_edtf" TEXT,
    "end_edtf" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme_number" (
    "programme_id" TEXT NOT NULL,
    "scheme" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "programme_number_pkey" PRIMARY KEY ("programme_id","scheme","value")
);

-- CreateTable
CREATE TABLE "programme_organization" (
    "programme_id" TEXT NOT NULL,
    "organization_id" TEXT NOT NULL,
    "role" "OrganizationRole" NOT NULL,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "programme_organization_pkey" PRIMARY KEY ("programme_id","organization_id","role")
);

-- CreateTable
CREATE TABLE "objective" (
    "id" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "ObjectiveKind" NOT NULL,
    "code" TEXT,
    "texts" JSONB NOT NULL,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "objective_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "indicator" (
    "id" TEXT NOT NULL,
    "programme_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "titles" JSONB NOT NULL,
    "measure" "Measure" NOT NULL,
    "number" DOUBLE PRECISION NOT NULL,
    "qualifier" "NumberQualifier" NOT NULL,
    "unit" TEXT,
    "period_edtf" TEXT,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "indicator_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "number" INTEGER,
    "programme_id" TEXT,
    "author_id" TEXT,
    "source_id" TEXT NOT NULL,
    "period_edtf" TEXT NOT NULL,
    "published_edtf" TEXT,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "report_section" (
    "report_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "ReportSectionKind" NOT NULL,
    "numeral" TEXT,
    "titles" JSONB NOT NULL,
    "answer" "SectionAnswer" NOT NULL,
    "line_start" INTEGER NOT NULL,
    "line_end" INTEGER NOT NULL,

    CONSTRAINT "report_section_pkey" PRIMARY KEY ("report_id","position")
);

-- CreateTable
CREATE TABLE "time_chart_row" (
    "id" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "planned" JSONB NOT NULL,
    "location" JSONB,
    "actual" JSONB NOT NULL,
    "status" "ActivityStatus",
    "activity_id" TEXT,
    "output_id" TEXT,
    "line_start" INTEGER NOT NULL,
    "line_end" INTEGER NOT NULL,

    CONSTRAINT "time_chart_row_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "time_chart_row_claim" (
    "row_id" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "time_chart_row_claim_pkey" PRIMARY KEY ("row_id","claim_id")
);

-- CreateTable
CREATE TABLE "plan_item" (
    "id" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "texts" JSONB NOT NULL,
    "activity_id" TEXT,
    "line_start" INTEGER NOT NULL,
    "line_end" INTEGER NOT NULL,

    CONSTRAINT "plan_item_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "plan_item_claim" (
    "item_id" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,

    CONSTRAINT "plan_item_claim_pkey" PRIMARY KEY ("item_id","claim_id")
);

-- CreateTable
CREATE TABLE "contradiction" (
    "id" TEXT NOT NULL,
    "report_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" "ContradictionKind" NOT NULL,
    "details" JSONB NOT NULL,
    "activity_id" TEXT,
    "output_id" TEXT,
    "row_id" TEXT,

    CONSTRAINT "contradiction_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contradiction_claim" (
    "contradiction_id" TEXT NOT NULL,
    "claim_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "contradiction_claim_pkey" PRIMARY KEY ("contradiction_id","claim_id")
);

-- CreateTable
CREATE TABLE "statement_subject" (
    "code" TEXT NOT NULL,
    "titles" JSONB NOT NULL,

    CONSTRAINT "statement_subject_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "statement" (
    "id" TEXT NOT NULL,
    "uri" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "home_node" TEXT NOT NULL,
    "visibility" "Visibility" NOT NULL DEFAULT 'PUBLIC',
    "titles" JSONB NOT NULL,
    "title_sort" TEXT NOT NULL,
    "kind" "StatementKind" NOT NULL,
    "texts" JSONB NOT NULL,
    "subject_code" TEXT NOT NULL,
    "activity_id" TEXT NOT NULL,
    "speaker_id" TEXT,
    "organization_id" TEXT,
    "voice" JSONB,
    "stance" "Stance" NOT NULL,
    "verifiable" BOOLEAN,
    "position" INTEGER NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "statement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "competition_uri_key" ON "competition"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "competition_slug_key" ON "competition"("slug");

-- CreateIndex
CREATE INDEX "competition_visibility_title_sort_id_idx" ON "competition"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "competition_programme_id_idx" ON "competition"("programme_id");

-- CreateIndex
CREATE INDEX "competition_ceremony_id_idx" ON "competition"("ceremony_id");

-- CreateIndex
CREATE INDEX "award_practice_id_idx" ON "award"("practice_id");

-- CreateIndex
CREATE INDEX "award_place_id_idx" ON "award"("place_id");

-- CreateIndex
CREATE INDEX "award_organization_id_idx" ON "award"("organization_id");

-- CreateIndex
CREATE INDEX "award_partnership_id_idx" ON "award"("partnership_id");

-- CreateIndex
CREATE UNIQUE INDEX "place_uri_key" ON "place"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "place_slug_key" ON "place"("slug");

-- CreateIndex
CREATE INDEX "place_visibility_title_sort_id_idx" ON "place"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "place_visibility_country_code_title_sort_id_idx" ON "place"("visibility", "country_code", "title_sort", "id");

-- CreateIndex
CREATE INDEX "place_visibility_kind_title_sort_id_idx" ON "place"("visibility", "kind", "title_sort", "id");

-- CreateIndex
CREATE INDEX "place_visibility_updated_at_id_idx" ON "place"("visibility", "updated_at", "id");

-- CreateIndex
CREATE INDEX "place_name_place_id_idx" ON "place_name"("place_id");

-- CreateIndex
CREATE INDEX "place_membership_parent_id_idx" ON "place_membership"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "place_membership_place_id_parent_id_key" ON "place_membership"("place_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "place_identifier_scheme_value_key" ON "place_identifier"("scheme", "value");

-- CreateIndex
CREATE UNIQUE INDEX "organization_uri_key" ON "organization"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "organization_slug_key" ON "organization"("slug");

-- CreateIndex
CREATE INDEX "organization_visibility_title_sort_id_idx" ON "organization"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "organization_visibility_kind_title_sort_id_idx" ON "organization"("visibility", "kind", "title_sort", "id");

-- CreateIndex
CREATE INDEX "organization_seat_id_idx" ON "organization"("seat_id");

-- CreateIndex
CREATE INDEX "organization_parent_id_idx" ON "organization"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_uri_key" ON "person"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "person_slug_key" ON "person"("slug");

-- CreateIndex
CREATE INDEX "person_visibility_title_sort_id_idx" ON "person"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "office_holding_person_id_idx" ON "office_holding"("person_id");

-- CreateIndex
CREATE INDEX "office_holding_organization_id_idx" ON "office_holding"("organization_id");

-- CreateIndex
CREATE INDEX "office_holding_place_id_idx" ON "office_holding"("place_id");

-- CreateIndex
CREATE UNIQUE INDEX "registry_entry_uri_key" ON "registry_entry"("uri");

-- CreateIndex
CREATE INDEX "registry_entry_visibility_type_slug_idx" ON "registry_entry"("visibility", "type", "slug");

-- CreateIndex
CREATE INDEX "registry_entry_updated_at_id_idx" ON "registry_entry"("updated_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "registry_entry_type_slug_key" ON "registry_entry"("type", "slug");

-- CreateIndex
CREATE INDEX "record_alias_record_id_idx" ON "record_alias"("record_id");

-- CreateIndex
CREATE UNIQUE INDEX "source_uri_key" ON "source"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "source_slug_key" ON "source"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "source_sha256_key" ON "source"("sha256");

-- CreateIndex
CREATE UNIQUE INDEX "claim_fingerprint_key" ON "claim"("fingerprint");

-- CreateIndex
CREATE INDEX "claim_record_id_property_qualifier_idx" ON "claim"("record_id", "property", "qualifier");

-- CreateIndex
CREATE INDEX "claim_source_id_line_start_id_idx" ON "claim"("source_id", "line_start", "id");

-- CreateIndex
CREATE INDEX "claim_reference_record_id_idx" ON "claim_reference"("record_id");

-- CreateIndex
CREATE INDEX "dispute_kind_opened_at_id_idx" ON "dispute"("kind", "opened_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "dispute_opened_at_id_idx" ON "dispute"("opened_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "dispute_record_id_property_qualifier_key" ON "dispute"("record_id", "property", "qualifier");

-- CreateIndex
CREATE INDEX "dispute_claim_claim_id_idx" ON "dispute_claim"("claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "absence_record_id_property_key" ON "absence"("record_id", "property");

-- CreateIndex
CREATE UNIQUE INDEX "activity_uri_key" ON "activity"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "activity_slug_key" ON "activity"("slug");

-- CreateIndex
CREATE INDEX "activity_visibility_dated_on_id_idx" ON "activity"("visibility", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "activity_visibility_status_dated_on_id_idx" ON "activity"("visibility", "status", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "activity_visibility_kind_dated_on_id_idx" ON "activity"("visibility", "kind", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "activity_visibility_title_sort_id_idx" ON "activity"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "activity_partnership_id_dated_on_id_idx" ON "activity"("partnership_id", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "activity_programme_id_dated_on_id_idx" ON "activity"("programme_id", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "activity_visibility_updated_at_id_idx" ON "activity"("visibility", "updated_at", "id");

-- CreateIndex
CREATE INDEX "activity_parent_id_idx" ON "activity"("parent_id");

-- CreateIndex
CREATE INDEX "activity_from_place_id_idx" ON "activity"("from_place_id");

-- CreateIndex
CREATE INDEX "activity_to_place_id_idx" ON "activity"("to_place_id");

-- CreateIndex
CREATE INDEX "activity_place_place_id_idx" ON "activity_place"("place_id");

-- CreateIndex
CREATE INDEX "participation_activity_id_position_idx" ON "participation"("activity_id", "position");

-- CreateIndex
CREATE INDEX "participation_organization_id_idx" ON "participation"("organization_id");

-- CreateIndex
CREATE INDEX "participation_person_id_idx" ON "participation"("person_id");

-- CreateIndex
CREATE INDEX "participation_place_id_idx" ON "participation"("place_id");

-- CreateIndex
CREATE INDEX "schedule_change_external_event_id_idx" ON "schedule_change"("external_event_id");

-- CreateIndex
CREATE UNIQUE INDEX "external_event_uri_key" ON "external_event"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "external_event_slug_key" ON "external_event"("slug");

-- CreateIndex
CREATE INDEX "activity_theme_theme_code_idx" ON "activity_theme"("theme_code");

-- CreateIndex
CREATE UNIQUE INDEX "output_uri_key" ON "output"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "output_slug_key" ON "output"("slug");

-- CreateIndex
CREATE INDEX "output_visibility_title_sort_id_idx" ON "output"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "output_activity_id_idx" ON "output"("activity_id");

-- CreateIndex
CREATE INDEX "output_programme_id_idx" ON "output"("programme_id");

-- CreateIndex
CREATE INDEX "output_contribution_person_id_idx" ON "output_contribution"("person_id");

-- CreateIndex
CREATE INDEX "output_contribution_organization_id_idx" ON "output_contribution"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "partnership_uri_key" ON "partnership"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "partnership_slug_key" ON "partnership"("slug");

-- CreateIndex
CREATE INDEX "partnership_visibility_title_sort_id_idx" ON "partnership"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "partnership_visibility_status_title_sort_id_idx" ON "partnership"("visibility", "status", "title_sort", "id");

-- CreateIndex
CREATE INDEX "partnership_visibility_kind_title_sort_id_idx" ON "partnership"("visibility", "kind", "title_sort", "id");

-- CreateIndex
CREATE INDEX "partnership_visibility_dated_on_id_idx" ON "partnership"("visibility", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "partnership_programme_id_idx" ON "partnership"("programme_id");

-- CreateIndex
CREATE INDEX "partnership_visibility_updated_at_id_idx" ON "partnership"("visibility", "updated_at", "id");

-- CreateIndex
CREATE INDEX "partnership_party_place_id_idx" ON "partnership_party"("place_id");

-- CreateIndex
CREATE INDEX "partnership_party_organization_id_idx" ON "partnership_party"("organization_id");

-- CreateIndex
CREATE INDEX "partnership_theme_theme_code_idx" ON "partnership_theme"("theme_code");

-- CreateIndex
CREATE UNIQUE INDEX "practice_uri_key" ON "practice"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "practice_slug_key" ON "practice"("slug");

-- CreateIndex
CREATE INDEX "practice_visibility_dated_on_id_idx" ON "practice"("visibility", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "practice_visibility_country_code_dated_on_id_idx" ON "practice"("visibility", "country_code", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "practice_visibility_outcome_kind_dated_on_id_idx" ON "practice"("visibility", "outcome_kind", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "practice_visibility_title_sort_id_idx" ON "practice"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "practice_visibility_updated_at_id_idx" ON "practice"("visibility", "updated_at", "id");

-- CreateIndex
CREATE INDEX "practice_place_id_dated_on_id_idx" ON "practice"("place_id", "dated_on" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "practice_partnership_id_idx" ON "practice"("partnership_id");

-- CreateIndex
CREATE INDEX "practice_programme_id_idx" ON "practice"("programme_id");

-- CreateIndex
CREATE INDEX "practice_theme_theme_code_idx" ON "practice_theme"("theme_code");

-- CreateIndex
CREATE INDEX "adoption_adopted_practice_id_idx" ON "adoption"("adopted_practice_id");

-- CreateIndex
CREATE INDEX "adoption_partnership_id_idx" ON "adoption"("partnership_id");

-- CreateIndex
CREATE INDEX "adoption_learnt_at_id_idx" ON "adoption"("learnt_at_id");

-- CreateIndex
CREATE UNIQUE INDEX "adoption_practice_id_adopted_practice_id_key" ON "adoption"("practice_id", "adopted_practice_id");

-- CreateIndex
CREATE UNIQUE INDEX "programme_uri_key" ON "programme"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "programme_slug_key" ON "programme"("slug");

-- CreateIndex
CREATE INDEX "programme_visibility_title_sort_id_idx" ON "programme"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "programme_organization_organization_id_idx" ON "programme_organization"("organization_id");

-- CreateIndex
CREATE INDEX "objective_programme_id_position_idx" ON "objective"("programme_id", "position");

-- CreateIndex
CREATE INDEX "indicator_programme_id_position_idx" ON "indicator"("programme_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "report_uri_key" ON "report"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "report_slug_key" ON "report"("slug");

-- CreateIndex
CREATE INDEX "report_visibility_title_sort_id_idx" ON "report"("visibility", "title_sort", "id");

-- CreateIndex
CREATE INDEX "report_programme_id_idx" ON "report"("programme_id");

-- CreateIndex
CREATE INDEX "report_author_id_idx" ON "report"("author_id");

-- CreateIndex
CREATE INDEX "report_source_id_idx" ON "report"("source_id");

-- CreateIndex
CREATE INDEX "time_chart_row_activity_id_idx" ON "time_chart_row"("activity_id");

-- CreateIndex
CREATE INDEX "time_chart_row_output_id_idx" ON "time_chart_row"("output_id");

-- CreateIndex
CREATE UNIQUE INDEX "time_chart_row_report_id_position_key" ON "time_chart_row"("report_id", "position");

-- CreateIndex
CREATE INDEX "time_chart_row_claim_claim_id_idx" ON "time_chart_row_claim"("claim_id");

-- CreateIndex
CREATE INDEX "plan_item_activity_id_idx" ON "plan_item"("activity_id");

-- CreateIndex
CREATE UNIQUE INDEX "plan_item_report_id_position_key" ON "plan_item"("report_id", "position");

-- CreateIndex
CREATE INDEX "plan_item_claim_claim_id_idx" ON "plan_item_claim"("claim_id");

-- CreateIndex
CREATE INDEX "contradiction_activity_id_idx" ON "contradiction"("activity_id");

-- CreateIndex
CREATE INDEX "contradiction_output_id_idx" ON "contradiction"("output_id");

-- CreateIndex
CREATE INDEX "contradiction_row_id_idx" ON "contradiction"("row_id");

-- CreateIndex
CREATE UNIQUE INDEX "contradiction_report_id_position_key" ON "contradiction"("report_id", "position");

-- CreateIndex
CREATE INDEX "contradiction_claim_claim_id_idx" ON "contradiction_claim"("claim_id");

-- CreateIndex
CREATE UNIQUE INDEX "statement_uri_key" ON "statement"("uri");

-- CreateIndex
CREATE UNIQUE INDEX "statement_slug_key" ON "statement"("slug");

-- CreateIndex
CREATE INDEX "statement_visibility_kind_position_id_idx" ON "statement"("visibility", "kind", "position", "id");

-- CreateIndex
CREATE INDEX "statement_activity_id_position_idx" ON "statement"("activity_id", "position");

-- CreateIndex
CREATE INDEX "statement_subject_code_position_idx" ON "statement"("subject_code", "position");

-- CreateIndex
CREATE INDEX "statement_speaker_id_idx" ON "statement"("speaker_id");

-- CreateIndex
CREATE INDEX "statement_organization_id_idx" ON "statement"("organization_id");

-- AddForeignKey
ALTER TABLE "competition" ADD CONSTRAINT "competition_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "competition" ADD CONSTRAINT "competition_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "competition" ADD CONSTRAINT "competition_ceremony_id_fkey" FOREIGN KEY ("ceremony_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_competition_id_fkey" FOREIGN KEY ("competition_id") REFERENCES "competition"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "award" ADD CONSTRAINT "award_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place" ADD CONSTRAINT "place_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_name" ADD CONSTRAINT "place_name_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_name" ADD CONSTRAINT "place_name_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_membership" ADD CONSTRAINT "place_membership_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_membership" ADD CONSTRAINT "place_membership_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_membership" ADD CONSTRAINT "place_membership_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "place_identifier" ADD CONSTRAINT "place_identifier_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_seat_id_fkey" FOREIGN KEY ("seat_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "person" ADD CONSTRAINT "person_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office_holding" ADD CONSTRAINT "office_holding_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office_holding" ADD CONSTRAINT "office_holding_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office_holding" ADD CONSTRAINT "office_holding_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "office_holding" ADD CONSTRAINT "office_holding_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "record_alias" ADD CONSTRAINT "record_alias_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_reference" ADD CONSTRAINT "claim_reference_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_reference" ADD CONSTRAINT "claim_reference_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_chosen_claim_id_fkey" FOREIGN KEY ("chosen_claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_claim" ADD CONSTRAINT "dispute_claim_dispute_id_fkey" FOREIGN KEY ("dispute_id") REFERENCES "dispute"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dispute_claim" ADD CONSTRAINT "dispute_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "absence" ADD CONSTRAINT "absence_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_from_place_id_fkey" FOREIGN KEY ("from_place_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity" ADD CONSTRAINT "activity_to_place_id_fkey" FOREIGN KEY ("to_place_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_period" ADD CONSTRAINT "activity_period_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_period" ADD CONSTRAINT "activity_period_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_place" ADD CONSTRAINT "activity_place_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_place" ADD CONSTRAINT "activity_place_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_place" ADD CONSTRAINT "activity_place_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_change" ADD CONSTRAINT "schedule_change_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_change" ADD CONSTRAINT "schedule_change_external_event_id_fkey" FOREIGN KEY ("external_event_id") REFERENCES "external_event"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_change" ADD CONSTRAINT "schedule_change_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "external_event" ADD CONSTRAINT "external_event_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_theme" ADD CONSTRAINT "activity_theme_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "activity_theme" ADD CONSTRAINT "activity_theme_theme_code_fkey" FOREIGN KEY ("theme_code") REFERENCES "theme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output" ADD CONSTRAINT "output_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output" ADD CONSTRAINT "output_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output" ADD CONSTRAINT "output_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output_step" ADD CONSTRAINT "output_step_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output_step" ADD CONSTRAINT "output_step_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output_contribution" ADD CONSTRAINT "output_contribution_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output_contribution" ADD CONSTRAINT "output_contribution_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output_contribution" ADD CONSTRAINT "output_contribution_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "output_contribution" ADD CONSTRAINT "output_contribution_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership" ADD CONSTRAINT "partnership_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership" ADD CONSTRAINT "partnership_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_party" ADD CONSTRAINT "partnership_party_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_party" ADD CONSTRAINT "partnership_party_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_party" ADD CONSTRAINT "partnership_party_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_party" ADD CONSTRAINT "partnership_party_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_status_change" ADD CONSTRAINT "partnership_status_change_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_status_change" ADD CONSTRAINT "partnership_status_change_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_theme" ADD CONSTRAINT "partnership_theme_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partnership_theme" ADD CONSTRAINT "partnership_theme_theme_code_fkey" FOREIGN KEY ("theme_code") REFERENCES "theme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice" ADD CONSTRAINT "practice_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice" ADD CONSTRAINT "practice_place_id_fkey" FOREIGN KEY ("place_id") REFERENCES "place"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice" ADD CONSTRAINT "practice_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice" ADD CONSTRAINT "practice_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_section" ADD CONSTRAINT "practice_section_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_section" ADD CONSTRAINT "practice_section_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_theme" ADD CONSTRAINT "practice_theme_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice_theme" ADD CONSTRAINT "practice_theme_theme_code_fkey" FOREIGN KEY ("theme_code") REFERENCES "theme"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adoption" ADD CONSTRAINT "adoption_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adoption" ADD CONSTRAINT "adoption_adopted_practice_id_fkey" FOREIGN KEY ("adopted_practice_id") REFERENCES "practice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adoption" ADD CONSTRAINT "adoption_partnership_id_fkey" FOREIGN KEY ("partnership_id") REFERENCES "partnership"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adoption" ADD CONSTRAINT "adoption_learnt_at_id_fkey" FOREIGN KEY ("learnt_at_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "adoption" ADD CONSTRAINT "adoption_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_number" ADD CONSTRAINT "programme_number_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_number" ADD CONSTRAINT "programme_number_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_organization" ADD CONSTRAINT "programme_organization_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_organization" ADD CONSTRAINT "programme_organization_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_organization" ADD CONSTRAINT "programme_organization_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objective" ADD CONSTRAINT "objective_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "objective" ADD CONSTRAINT "objective_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "indicator" ADD CONSTRAINT "indicator_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report" ADD CONSTRAINT "report_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "report_section" ADD CONSTRAINT "report_section_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "time_chart_row" ADD CONSTRAINT "time_chart_row_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "time_chart_row" ADD CONSTRAINT "time_chart_row_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "time_chart_row" ADD CONSTRAINT "time_chart_row_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "time_chart_row_claim" ADD CONSTRAINT "time_chart_row_claim_row_id_fkey" FOREIGN KEY ("row_id") REFERENCES "time_chart_row"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "time_chart_row_claim" ADD CONSTRAINT "time_chart_row_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_item" ADD CONSTRAINT "plan_item_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_item_claim" ADD CONSTRAINT "plan_item_claim_item_id_fkey" FOREIGN KEY ("item_id") REFERENCES "plan_item"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "plan_item_claim" ADD CONSTRAINT "plan_item_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contradiction" ADD CONSTRAINT "contradiction_report_id_fkey" FOREIGN KEY ("report_id") REFERENCES "report"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contradiction" ADD CONSTRAINT "contradiction_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contradiction" ADD CONSTRAINT "contradiction_output_id_fkey" FOREIGN KEY ("output_id") REFERENCES "output"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contradiction" ADD CONSTRAINT "contradiction_row_id_fkey" FOREIGN KEY ("row_id") REFERENCES "time_chart_row"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contradiction_claim" ADD CONSTRAINT "contradiction_claim_contradiction_id_fkey" FOREIGN KEY ("contradiction_id") REFERENCES "contradiction"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "contradiction_claim" ADD CONSTRAINT "contradiction_claim_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_id_fkey" FOREIGN KEY ("id") REFERENCES "registry_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_subject_code_fkey" FOREIGN KEY ("subject_code") REFERENCES "statement_subject"("code") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_activity_id_fkey" FOREIGN KEY ("activity_id") REFERENCES "activity"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_speaker_id_fkey" FOREIGN KEY ("speaker_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "statement" ADD CONSTRAINT "statement_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;
