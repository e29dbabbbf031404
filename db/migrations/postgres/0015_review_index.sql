DROP INDEX "families_by_review";--> statement-breakpoint
CREATE INDEX "families_by_review" ON "families" USING btree ("status","review_due_on");