ALTER TABLE "bank_results" ADD COLUMN "differing_rows" bigint;--> statement-breakpoint
ALTER TABLE "bank_results" ADD COLUMN "unread_rows" bigint;--> statement-breakpoint
ALTER TABLE "bank_results" ADD COLUMN "seen_words" text;--> statement-breakpoint
CREATE INDEX "bank_results_unchecked" ON "bank_results" USING btree ("uploaded_at") WHERE differing_rows > 0 or unread_rows > 0;--> statement-breakpoint
-- The rows of all files are counted at the next start, when they are compared once more.
UPDATE bank_results SET is_compared = false;
