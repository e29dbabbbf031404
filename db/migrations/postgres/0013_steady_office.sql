ALTER TABLE "scoring_rules" ADD COLUMN "thin_answers" bigint;--> statement-breakpoint
ALTER TABLE "scoring_rules" ADD COLUMN "thin_share" bigint;