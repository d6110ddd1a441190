CREATE INDEX "grants_book" ON "grants" USING btree ("reader_id") WHERE scope = 'book' and revoked_at is null;--> statement-breakpoint
CREATE INDEX "readers_email_start" ON "readers" USING btree ("email" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "readers_email_end" ON "readers" USING btree (reverse("email") text_pattern_ops);--> statement-breakpoint
CREATE INDEX "consents_reader" ON "consents" USING btree ("reader_id") WHERE reader_id is not null;--> statement-breakpoint
CREATE INDEX "enrolments_unconfirmed" ON "enrolments" USING btree ("created_at","reader_id") WHERE confirmed_at is null;