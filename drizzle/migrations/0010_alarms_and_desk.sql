CREATE TABLE "failed_answers" (
	"request_id" text PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"method" text NOT NULL,
	"route" text NOT NULL,
	"status" integer NOT NULL,
	"cause" text NOT NULL,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"cause" text NOT NULL,
	"level" text NOT NULL,
	"title" text NOT NULL,
	"detail" text NOT NULL,
	"advice" text NOT NULL,
	"link" text NOT NULL,
	"count" integer DEFAULT 1 NOT NULL,
	"first_at" timestamp with time zone NOT NULL,
	"last_at" timestamp with time zone NOT NULL,
	"known_by" text,
	"known_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	CONSTRAINT "incidents_level" CHECK ("incidents"."level" in ('warn', 'serious', 'very_serious'))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"key" text NOT NULL,
	"incident_id" uuid,
	"kind" text NOT NULL,
	"level" text NOT NULL,
	"text" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"only_channel" text,
	"channel" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"last_error" text,
	"leased_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone,
	CONSTRAINT "notices_key_unique" UNIQUE("key")
);
--> statement-breakpoint
CREATE TABLE "signal_counts" (
	"signal" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"instance" uuid NOT NULL,
	"ok" integer NOT NULL,
	"failed" integer NOT NULL,
	CONSTRAINT "signal_counts_signal_at_instance_pk" PRIMARY KEY("signal","at","instance")
);
--> statement-breakpoint
CREATE TABLE "job_errors" (
	"job_id" uuid NOT NULL,
	"tries" integer NOT NULL,
	"queue" text NOT NULL,
	"cause" text NOT NULL,
	"message" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_errors_job_id_tries_pk" PRIMARY KEY("job_id","tries")
);
--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "resolution" text;--> statement-breakpoint
ALTER TABLE "failures" ADD COLUMN "resolved_by" text;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "request_id" text;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "failed_answers_at" ON "failed_answers" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "incidents_open" ON "incidents" USING btree ("cause") WHERE closed_at is null;--> statement-breakpoint
CREATE INDEX "incidents_last" ON "incidents" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("created_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "notices_incident" ON "notices" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "job_errors_at" ON "job_errors" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_log_request" ON "audit_log" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "failures_open" ON "failures" USING btree ("created_at") WHERE resolved_at is null;--> statement-breakpoint
CREATE INDEX "failures_request" ON "failures" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "letters_request" ON "letters" USING btree ("request_id");--> statement-breakpoint
CREATE INDEX "consents_request" ON "consents" USING btree ("request_id");