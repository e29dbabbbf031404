ALTER TABLE "indicators" DROP CONSTRAINT "indicators_metric_check";--> statement-breakpoint
DROP INDEX "awards_by_family";--> statement-breakpoint
ALTER TABLE "indicator_assessments" ADD COLUMN "actual_value" text;--> statement-breakpoint
ALTER TABLE "scoring_rules" ADD COLUMN "thin_answers" bigint;--> statement-breakpoint
ALTER TABLE "scoring_rules" ADD COLUMN "thin_share" bigint;--> statement-breakpoint
CREATE INDEX "awards_by_family" ON "awards" USING btree ("family_id","project_id","id");--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_metric_check" CHECK ("indicators"."metric" in ('budget_execution', 'funds_in_place', 'people_helped.living', 'people_helped.schooling', 'people_helped.medical', 'people_helped.all', 'paid_amount', 'coverage', 'timeliness', 'satisfaction'));