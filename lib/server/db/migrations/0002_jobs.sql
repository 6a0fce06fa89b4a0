CREATE TABLE "job_chunks" (
	"job_id" integer NOT NULL,
	"phase" text NOT NULL,
	"chunk" integer NOT NULL,
	"from_key" text NOT NULL,
	"from_item" text NOT NULL,
	"from_row" integer NOT NULL,
	"rows" integer NOT NULL,
	"owner" uuid,
	"before" json,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "job_chunks_job_id_phase_chunk_pk" PRIMARY KEY("job_id","phase","chunk")
);
--> statement-breakpoint
CREATE TABLE "job_outcomes" (
	"job_id" integer NOT NULL,
	"phase" text NOT NULL,
	"row" integer NOT NULL,
	"outcome" text NOT NULL,
	"before" bigint,
	"after" bigint,
	"code" text,
	"attempts" integer NOT NULL,
	"rerun" boolean NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "job_outcomes_job_id_phase_row_pk" PRIMARY KEY("job_id","phase","row")
);
--> statement-breakpoint
CREATE TABLE "job_rows" (
	"job_id" integer NOT NULL,
	"row" integer NOT NULL,
	"cells" json NOT NULL,
	"key" text,
	"item" text,
	"asked" bigint,
	"up_to" bigint,
	"expected" bigint,
	"problems" json,
	CONSTRAINT "job_rows_job_id_row_pk" PRIMARY KEY("job_id","row")
);
--> statement-breakpoint
CREATE TABLE "job_samples" (
	"job_id" integer NOT NULL,
	"phase" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"done" integer NOT NULL,
	"failed" integer NOT NULL,
	CONSTRAINT "job_samples_job_id_phase_at_pk" PRIMARY KEY("job_id","phase","at")
);
--> statement-breakpoint
CREATE TABLE "job_tallies" (
	"job_id" integer NOT NULL,
	"phase" text NOT NULL,
	"outcome" text NOT NULL,
	"code" text NOT NULL,
	"rows" integer NOT NULL,
	"rerun" integer NOT NULL,
	CONSTRAINT "job_tallies_job_id_phase_outcome_code_pk" PRIMARY KEY("job_id","phase","outcome","code")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "jobs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"sdk_app_id" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"claim" uuid,
	"touched_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reason" text,
	"ticket" text,
	"file_name" text,
	"columns" json NOT NULL,
	"mapping" json NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"usable" integer DEFAULT 0 NOT NULL,
	"keys" integer DEFAULT 0 NOT NULL,
	"digest" text,
	"parent_id" integer,
	"relation" text,
	"approved_by" text,
	"approved_at" timestamp (3) with time zone,
	"started_by" text,
	"start_at" timestamp (3) with time zone,
	"hours" json,
	"stop_percent" integer DEFAULT 20 NOT NULL,
	"paused_by" text,
	"paused_at" timestamp (3) with time zone,
	"pause_cause" text,
	"pause_failed" integer,
	"pause_of" integer,
	"check_started_at" timestamp (3) with time zone,
	"check_finished_at" timestamp (3) with time zone,
	"run_started_at" timestamp (3) with time zone,
	"run_finished_at" timestamp (3) with time zone,
	"rows_removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "job_chunks_open" ON "job_chunks" USING btree ("job_id","phase","chunk") WHERE "job_chunks"."done_at" is null;--> statement-breakpoint
CREATE INDEX "job_outcomes_outcome" ON "job_outcomes" USING btree ("job_id","phase","outcome","row");--> statement-breakpoint
CREATE INDEX "job_outcomes_code" ON "job_outcomes" USING btree ("job_id","phase","code","row") WHERE "job_outcomes"."code" is not null;--> statement-breakpoint
CREATE INDEX "job_rows_target" ON "job_rows" USING btree ("job_id","key","item","row");--> statement-breakpoint
CREATE INDEX "job_rows_key" ON "job_rows" USING btree ("key","job_id");--> statement-breakpoint
CREATE INDEX "job_rows_item" ON "job_rows" USING btree ("item","job_id");--> statement-breakpoint
CREATE INDEX "job_rows_problems" ON "job_rows" USING btree ("job_id","row") WHERE "job_rows"."problems" is not null;--> statement-breakpoint
CREATE INDEX "jobs_state" ON "jobs" USING btree ("state");--> statement-breakpoint
CREATE INDEX "jobs_digest" ON "jobs" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "jobs_parent" ON "jobs" USING btree ("parent_id");