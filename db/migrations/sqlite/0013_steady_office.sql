ALTER TABLE `scoring_rules` ADD `thin_answers` integer;--> statement-breakpoint
ALTER TABLE `scoring_rules` ADD `thin_share` integer;