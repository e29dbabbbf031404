DROP INDEX `payments_by_project`;--> statement-breakpoint
CREATE INDEX `payments_by_day` ON `payments` (`project_id`,`paid_on`,`id`,`amount_fen`);--> statement-breakpoint
CREATE INDEX `payments_by_type` ON `payments` (`project_id`,`type`,`paid_on`,`id`);--> statement-breakpoint
CREATE INDEX `payments_corrections` ON `payments` (`project_id`,`paid_on`,`id`) WHERE kind <> 'payment';--> statement-breakpoint
ALTER TABLE `applications` ADD `decided_fen` integer;--> statement-breakpoint
ALTER TABLE `account_changes` ADD `no_paper_reason` text;