ALTER TABLE "account_changes" ADD COLUMN "shared_reason" text;--> statement-breakpoint
ALTER TABLE "account_changes" ADD COLUMN "shared_confirmed" text;