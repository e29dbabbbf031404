ALTER TABLE "family_members" ADD COLUMN "long_name" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice_taken_down_on" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice_taken_down_by" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_notice_taken_down_by_staff_id_fk" FOREIGN KEY ("notice_taken_down_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "members_by_long_name" ON "family_members" USING btree ("long_name","family_id");--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_notice_taken_down_on_check" CHECK ("campaigns"."notice_taken_down_on" like '____-__-__');