CREATE TABLE "audit_open" (
	"seq" bigint PRIMARY KEY NOT NULL
);
--> statement-breakpoint
DROP INDEX "audit_events_account";--> statement-breakpoint
DROP INDEX "audit_events_peer";--> statement-breakpoint
DROP INDEX "audit_events_group";--> statement-breakpoint
DROP INDEX "audit_events_actor";--> statement-breakpoint
CREATE INDEX "audit_events_app" ON "audit_events" USING btree ("sdk_app_id","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_action" ON "audit_events" USING btree ("action","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_ticket" ON "audit_events" USING btree ("ticket","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_outcome" ON "audit_events" USING btree ("outcome","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_ended_outcome" ON "audit_events" USING btree ("outcome","started_seq") WHERE "audit_events"."phase" = 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_ended_effect" ON "audit_events" USING btree ("effect","started_seq") WHERE "audit_events"."phase" = 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_account" ON "audit_events" USING btree ("account","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_peer" ON "audit_events" USING btree ("peer","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_group" ON "audit_events" USING btree ("group_id","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor","seq") WHERE "audit_events"."phase" <> 'finished';--> statement-breakpoint
INSERT INTO "audit_open" SELECT s."seq" FROM "audit_events" s WHERE s."phase" = 'started' AND NOT EXISTS (SELECT FROM "audit_events" f WHERE f."started_seq" = s."seq");
--> statement-breakpoint
CREATE FUNCTION "audit_events_open"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	INSERT INTO audit_open SELECT seq FROM added WHERE phase = 'started';
	DELETE FROM audit_open USING added WHERE audit_open.seq = added.started_seq;
	RETURN NULL;
END
$$;--> statement-breakpoint
CREATE TRIGGER "audit_events_open" AFTER INSERT ON "audit_events" REFERENCING NEW TABLE AS "added" FOR EACH STATEMENT EXECUTE FUNCTION "audit_events_open"();
