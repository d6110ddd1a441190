DROP INDEX "enrolments_unconfirmed";--> statement-breakpoint
DROP INDEX "enrolments_lessons";--> statement-breakpoint
DROP INDEX "enrolments_newest";--> statement-breakpoint
DROP INDEX "enrolments_state";--> statement-breakpoint
DROP INDEX "enrolments_chapter";--> statement-breakpoint
CREATE INDEX "enrolments_newest" ON "enrolments" USING btree ("created_at","reader_id","confirmed_at","state","lessons_had","chapter_id");--> statement-breakpoint
CREATE INDEX "enrolments_state" ON "enrolments" USING btree ("state","created_at","reader_id","confirmed_at","lessons_had","chapter_id");--> statement-breakpoint
CREATE INDEX "enrolments_chapter" ON "enrolments" USING btree ("chapter_id","created_at","reader_id","confirmed_at","state","lessons_had");