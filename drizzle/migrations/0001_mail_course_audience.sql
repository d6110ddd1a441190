CREATE TABLE "lessons" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"subject" text NOT NULL,
	"day" integer NOT NULL,
	"is_live" boolean DEFAULT true NOT NULL,
	"markdown" text NOT NULL,
	"html" text NOT NULL,
	"offer_html" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "lessons_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "audience_imports" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"file_name" text NOT NULL,
	"rows" jsonb NOT NULL,
	"report" jsonb NOT NULL,
	"starts_course" text DEFAULT 'no' NOT NULL,
	"author" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"imported_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "broadcasts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"markdown" text DEFAULT '' NOT NULL,
	"filter" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"paused_because" text,
	"scheduled_at" timestamp with time zone,
	"started_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"cursor" uuid,
	"recipients" integer,
	"enqueued" integer DEFAULT 0 NOT NULL,
	"author" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "broadcasts_state" CHECK ("broadcasts"."state" in ('draft', 'scheduled', 'sending', 'paused', 'done', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "numbers" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"computed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_filters" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"filter" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "saved_filters_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "delivery_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"address_hash" text NOT NULL,
	"message_id" text,
	"detail" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "letter_bodies" (
	"id" text PRIMARY KEY NOT NULL,
	"props" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mail_webhooks" (
	"id" text PRIMARY KEY NOT NULL,
	"body" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"applied_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "companion_deliveries" (
	"reader_id" uuid NOT NULL,
	"chapter_id" uuid NOT NULL,
	"letter_key" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "companion_deliveries_reader_id_chapter_id_pk" PRIMARY KEY("reader_id","chapter_id")
);
--> statement-breakpoint
CREATE TABLE "companions" (
	"reader_id" uuid PRIMARY KEY NOT NULL,
	"zone" text,
	"state" text NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stopped_at" timestamp with time zone,
	"next_due_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"reader_id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"chapter_id" uuid,
	"zone" text,
	"state" text DEFAULT 'unconfirmed' NOT NULL,
	"left_reason" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp with time zone,
	"started_on" date,
	"shift_days" integer DEFAULT 0 NOT NULL,
	"paused_on" date,
	"lessons_had" integer DEFAULT 0 NOT NULL,
	"next_due_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "lesson_deliveries" (
	"reader_id" uuid NOT NULL,
	"lesson_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"letter_key" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "lesson_deliveries_reader_id_lesson_id_pk" PRIMARY KEY("reader_id","lesson_id")
);
--> statement-breakpoint
ALTER TABLE "letters" DROP CONSTRAINT "letters_state";--> statement-breakpoint
ALTER TABLE "consents" ALTER COLUMN "signup_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "body_id" text;--> statement-breakpoint
ALTER TABLE "letters" ADD COLUMN "broadcast_id" uuid;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "reader_id" uuid;--> statement-breakpoint
ALTER TABLE "consents" ADD COLUMN "proof" text;--> statement-breakpoint
ALTER TABLE "companion_deliveries" ADD CONSTRAINT "companion_deliveries_reader_id_readers_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."readers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "companion_deliveries" ADD CONSTRAINT "companion_deliveries_chapter_id_chapters_id_fk" FOREIGN KEY ("chapter_id") REFERENCES "public"."chapters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "companions" ADD CONSTRAINT "companions_reader_id_readers_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."readers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_reader_id_readers_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."readers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_chapter_id_chapters_id_fk" FOREIGN KEY ("chapter_id") REFERENCES "public"."chapters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_deliveries" ADD CONSTRAINT "lesson_deliveries_reader_id_readers_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."readers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lesson_deliveries" ADD CONSTRAINT "lesson_deliveries_lesson_id_lessons_id_fk" FOREIGN KEY ("lesson_id") REFERENCES "public"."lessons"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "broadcasts_running" ON "broadcasts" USING btree ("state") WHERE state in ('scheduled', 'sending');--> statement-breakpoint
CREATE INDEX "delivery_reports_address" ON "delivery_reports" USING btree ("address_hash","at");--> statement-breakpoint
CREATE INDEX "companions_due" ON "companions" USING btree ("next_due_at") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "enrolments_due" ON "enrolments" USING btree ("next_due_at") WHERE state = 'active';--> statement-breakpoint
CREATE INDEX "enrolments_newest" ON "enrolments" USING btree ("created_at","reader_id");--> statement-breakpoint
CREATE INDEX "enrolments_state" ON "enrolments" USING btree ("state","created_at","reader_id");--> statement-breakpoint
CREATE INDEX "enrolments_chapter" ON "enrolments" USING btree ("chapter_id","created_at","reader_id");--> statement-breakpoint
CREATE INDEX "enrolments_lessons" ON "enrolments" USING btree ("lessons_had","created_at","reader_id");--> statement-breakpoint
CREATE INDEX "lesson_deliveries_lesson" ON "lesson_deliveries" USING btree ("lesson_id","kind");--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_body_id_letter_bodies_id_fk" FOREIGN KEY ("body_id") REFERENCES "public"."letter_bodies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consents" ADD CONSTRAINT "consents_reader_id_readers_id_fk" FOREIGN KEY ("reader_id") REFERENCES "public"."readers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "letters_broadcast" ON "letters" USING btree ("broadcast_id","state") WHERE broadcast_id is not null;--> statement-breakpoint
CREATE INDEX "letters_body" ON "letters" USING btree ("body_id") WHERE body_id is not null;--> statement-breakpoint
ALTER TABLE "letters" ADD CONSTRAINT "letters_state" CHECK ("letters"."state" in ('waiting', 'held', 'sent', 'dead'));--> statement-breakpoint
INSERT INTO "enrolments" ("reader_id", "source", "chapter_id", "state", "created_at", "confirmed_at", "started_on", "next_due_at")
SELECT DISTINCT ON (s.reader_id) s.reader_id, 'form', s.chapter_id,
  CASE WHEN c.confirmed_at IS NULL THEN 'unconfirmed' WHEN c.unsubscribed_at IS NOT NULL THEN 'left' ELSE 'active' END,
  s.created_at, c.confirmed_at, (c.confirmed_at AT TIME ZONE 'UTC')::date,
  CASE WHEN c.confirmed_at IS NOT NULL AND c.unsubscribed_at IS NULL THEN now() END
FROM signups s
CROSS JOIN LATERAL (
  SELECT min(x.confirmed_at) AS confirmed_at, max(x.unsubscribed_at) AS unsubscribed_at FROM signups x WHERE x.reader_id = s.reader_id
) c
ORDER BY s.reader_id, s.created_at;
--> statement-breakpoint
UPDATE "enrolments" SET "left_reason" = 'unsubscribed' WHERE "state" = 'left';
