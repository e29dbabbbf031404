ALTER TABLE "role_changes" ADD COLUMN "occasion" text;--> statement-breakpoint
ALTER TABLE "role_changes" ADD COLUMN "proposed_by" text;--> statement-breakpoint
ALTER TABLE "role_changes" ADD CONSTRAINT "role_changes_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;