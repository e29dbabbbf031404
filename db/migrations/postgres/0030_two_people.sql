ALTER TABLE "jobs" ADD COLUMN "released_by" text;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_released_by_staff_id_fk" FOREIGN KEY ("released_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_two_people" CHECK ("jobs"."released_by" is null or "jobs"."released_by" <> "jobs"."staff_id");--> statement-breakpoint
-- Who let a file in stood in what was asked for.
UPDATE "jobs" SET "released_by" = "input"::json ->> 'releasedBy' WHERE "input"::json ->> 'releasedBy' <> "staff_id";
