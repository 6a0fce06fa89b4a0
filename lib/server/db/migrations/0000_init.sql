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
	"im_code" bigint,
	"detail" json,
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
	"queue_at" double precision DEFAULT 0 NOT NULL,
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
CREATE INDEX "audit_events_account" ON "audit_events" USING btree ("account","seq");--> statement-breakpoint
CREATE INDEX "audit_events_peer" ON "audit_events" USING btree ("peer","seq");--> statement-breakpoint
CREATE INDEX "audit_events_group" ON "audit_events" USING btree ("group_id","seq");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor","seq");
--> statement-breakpoint
CREATE FUNCTION "audit_events_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit_events is append only';
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_events" FOR EACH STATEMENT EXECUTE FUNCTION "audit_events_append_only"();
--> statement-breakpoint
CREATE FUNCTION "reserve_turns"(
	for_app text, for_command text, is_bulk boolean, wanted integer, gap double precision, slow_gap double precision, kept_gap double precision,
	lead double precision, ahead double precision, at_time double precision,
	OUT granted integer, OUT first double precision, OUT step double precision, OUT now_is double precision
) LANGUAGE plpgsql AS $$
DECLARE
	s rate_schedules%ROWTYPE;
	t double precision;
	latest double precision;
BEGIN
	LOOP
		SELECT * INTO s FROM rate_schedules WHERE app = for_app AND command = for_command FOR UPDATE;
		EXIT WHEN FOUND;
		INSERT INTO rate_schedules (app, command) VALUES (for_app, for_command) ON CONFLICT DO NOTHING;
	END LOOP;
	-- Read when the row is ours: the wait for it may have been long.
	now_is := coalesce(at_time, extract(epoch from clock_timestamp()) * 1000);
	t := now_is + ahead;
	-- Times far ahead were left behind by a clock that has been set back.
	latest := t + 60000 + 10 * gap;
	s.interactive_at := CASE WHEN s.interactive_at > latest THEN 0 ELSE s.interactive_at END;
	s.bulk_at := CASE WHEN s.bulk_at > latest THEN 0 ELSE s.bulk_at END;
	s.total_at := CASE WHEN s.total_at > latest THEN 0 ELSE s.total_at END;
	s.queue_at := CASE WHEN s.queue_at > latest THEN 0 ELSE s.queue_at END;
	IF is_bulk THEN
		step := CASE WHEN s.interactive_at > now_is - 5000 THEN slow_gap ELSE gap END;
		first := greatest(s.bulk_at, s.total_at, s.queue_at, t);
		granted := CASE WHEN first <= t + lead THEN wanted ELSE 0 END;
		s.bulk_at := first + granted * step;
	ELSE
		first := greatest(s.interactive_at, t);
		IF first < s.bulk_at THEN
			-- Among turns that jobs already have: one at once, the next at the pace that is kept for people, or when those turns are over.
			step := least(kept_gap, greatest(gap, s.bulk_at - first));
			granted := 1;
		ELSE
			step := gap;
			granted := wanted;
		END IF;
		s.interactive_at := first + granted * step;
		s.queue_at := s.interactive_at + (wanted - granted) * gap;
	END IF;
	IF granted > 0 THEN
		UPDATE rate_schedules
			SET interactive_at = s.interactive_at, bulk_at = s.bulk_at, queue_at = s.queue_at, total_at = greatest(s.total_at, t) + granted * gap
			WHERE app = for_app AND command = for_command;
	END IF;
END
$$;
