ALTER TABLE "indicators" ADD COLUMN "filter_type" text;--> statement-breakpoint
ALTER TABLE "indicators" ADD COLUMN "filter_division" text;--> statement-breakpoint
ALTER TABLE "indicators" ADD COLUMN "filter_source" text;