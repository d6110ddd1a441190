ALTER TABLE "book_files" ADD COLUMN "sha256" text GENERATED ALWAYS AS (encode(sha256(bytes), 'hex')) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "book_files" ADD COLUMN "size" integer GENERATED ALWAYS AS (length(bytes)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "locked_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "sealed_answer" text;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "locked_by" text;