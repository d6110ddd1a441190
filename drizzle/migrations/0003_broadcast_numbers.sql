ALTER TABLE "broadcasts" ADD COLUMN "sent" integer;--> statement-breakpoint
ALTER TABLE "broadcasts" ADD COLUMN "undelivered" integer;