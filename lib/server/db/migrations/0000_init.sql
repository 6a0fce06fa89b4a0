CREATE TABLE "audit_events" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"phase" text NOT NULL,
	"started_seq" bigint,
	"actor" text NOT NULL,
	"role" text,
	"action" text NOT NULL,
	"request_id" text NOT NULL,
	"sdk_app_id" text,
	"account" text,
	"peer" text,
	"group_id" text,
	"reason" text,
	"ticket" text,
	"outcome" text,
	"effect" text,
	"before" bigint,
	"asked" bigint,
	"after" bigint,
	"error_code" text,
	"im_code" integer,
	"detail" jsonb,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_schedules" (
	"app" text NOT NULL,
	"command" text NOT NULL,
	"interactive_at" double precision DEFAULT 0 NOT NULL,
	"bulk_at" double precision DEFAULT 0 NOT NULL,
	"total_at" double precision DEFAULT 0 NOT NULL,
	CONSTRAINT "rate_schedules_app_command_pk" PRIMARY KEY("app","command")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"blocked_until" timestamp (3) with time zone NOT NULL,
	"last_failed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"name" text PRIMARY KEY NOT NULL,
	"role" text NOT NULL,
	"password_hash" text NOT NULL,
	"disabled" boolean DEFAULT false NOT NULL,
	"session_epoch" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_sign_in_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "audit_events_started_seq" ON "audit_events" USING btree ("started_seq");--> statement-breakpoint
CREATE INDEX "audit_events_account" ON "audit_events" USING btree ("sdk_app_id","account","seq");--> statement-breakpoint
CREATE INDEX "audit_events_group" ON "audit_events" USING btree ("sdk_app_id","group_id","seq");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor","seq");--> statement-breakpoint
CREATE FUNCTION "audit_events_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events is append only';
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events" FOR EACH STATEMENT EXECUTE FUNCTION "audit_events_append_only"();
