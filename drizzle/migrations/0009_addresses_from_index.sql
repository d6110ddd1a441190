DROP INDEX "readers_email_start";--> statement-breakpoint
CREATE INDEX "readers_email_start" ON "readers" USING btree ("email" text_pattern_ops,"id");