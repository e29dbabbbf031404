ALTER TABLE "bank_contradictions" ADD COLUMN "possible_lines" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
-- Rows that fit several lines are held against all of them: once more, at the next start.
UPDATE bank_results SET is_compared = false;
