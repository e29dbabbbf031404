ALTER TABLE `account_changes` ADD `shared_reason` text;--> statement-breakpoint
ALTER TABLE `account_changes` ADD `shared_confirmed` text;