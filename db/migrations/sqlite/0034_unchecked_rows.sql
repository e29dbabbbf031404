ALTER TABLE `bank_results` ADD `differing_rows` integer;--> statement-breakpoint
ALTER TABLE `bank_results` ADD `unread_rows` integer;--> statement-breakpoint
ALTER TABLE `bank_results` ADD `seen_words` text;--> statement-breakpoint
CREATE INDEX `bank_results_unchecked` ON `bank_results` (`uploaded_at`) WHERE differing_rows > 0 or unread_rows > 0;--> statement-breakpoint
-- The rows of all files are counted at the next start, when they are compared once more.
UPDATE bank_results SET is_compared = 0;
