CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" text[] NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_tokens_hash_unique" UNIQUE("hash")
);
--> statement-breakpoint
CREATE TABLE "book_files" (
	"path" text PRIMARY KEY NOT NULL,
	"image_id" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "device_logins" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_code" text NOT NULL,
	"device_hash" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"token_id" uuid,
	"sealed_token" text,
	"network" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	CONSTRAINT "device_logins_user_code_unique" UNIQUE("user_code"),
	CONSTRAINT "device_logins_device_hash_unique" UNIQUE("device_hash"),
	CONSTRAINT "device_logins_state" CHECK ("device_logins"."state" in ('waiting', 'approved', 'refused', 'fetched'))
);
--> statement-breakpoint
CREATE TABLE "editors" (
	"email" text PRIMARY KEY NOT NULL,
	"invited_by" text NOT NULL,
	"invited_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "preview_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"chapter_id" uuid NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "chapters" ADD COLUMN "scheduled_version_id" uuid;--> statement-breakpoint
ALTER TABLE "chapters" ADD COLUMN "file_name" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "save_id" text;--> statement-breakpoint
ALTER TABLE "versions" ADD COLUMN "writer" text;--> statement-breakpoint
ALTER TABLE "book_files" ADD CONSTRAINT "book_files_image_id_images_id_fk" FOREIGN KEY ("image_id") REFERENCES "public"."images"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "device_logins" ADD CONSTRAINT "device_logins_token_id_api_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."api_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "preview_links" ADD CONSTRAINT "preview_links_chapter_id_chapters_id_fk" FOREIGN KEY ("chapter_id") REFERENCES "public"."chapters"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "preview_links_chapter" ON "preview_links" USING btree ("chapter_id");--> statement-breakpoint
ALTER TABLE "chapters" ADD CONSTRAINT "chapters_scheduled_version_id_versions_id_fk" FOREIGN KEY ("scheduled_version_id") REFERENCES "public"."versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "versions" ADD CONSTRAINT "versions_save_id_unique" UNIQUE("save_id");--> statement-breakpoint
INSERT INTO "book_files" ("path", "image_id", "bytes")
SELECT DISTINCT ON (i.path) i.path, i.id, s.bytes FROM images i
JOIN LATERAL (SELECT bytes FROM image_sizes WHERE image_id = i.id ORDER BY width DESC LIMIT 1) s ON true
ORDER BY i.path, i.created_at DESC
ON CONFLICT DO NOTHING;
