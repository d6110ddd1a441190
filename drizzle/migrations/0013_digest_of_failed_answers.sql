ALTER TABLE "failed_answers" ADD COLUMN "digest" text;--> statement-breakpoint
CREATE INDEX "failed_answers_digest" ON "failed_answers" USING btree ("digest","at") WHERE digest is not null;