DROP INDEX `families_by_status`;--> statement-breakpoint
DROP INDEX `families_in_list`;--> statement-breakpoint
DROP INDEX `families_by_review`;--> statement-breakpoint
ALTER TABLE `families` ADD `name_order` text;--> statement-breakpoint
CREATE INDEX `families_by_name` ON `families` (`name_order`,`file_year`,`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_status_name` ON `families` (`status`,`name_order`,`file_year`,`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_applied` ON `families` (`applied_on`,`file_year`,`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_status_applied` ON `families` (`status`,`applied_on`,`file_year`,`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_registered` ON `families` (lower("registered_on"),`file_year`,`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_status_registered` ON `families` (`status`,lower("registered_on"),`file_year`,`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_review_due` ON `families` (`review_due_on`,`file_year`,`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_status` ON `families` (`status`,`file_year`,`file_sequence`,`category`,`main_cause`,`division`,`registered_on`,`review_due_on`,`account_last4`,`applied_on`,`name_order`,`id`);--> statement-breakpoint
CREATE INDEX `families_in_list` ON `families` (`file_year`,`file_sequence`,`status`,`category`,`main_cause`,`division`,`registered_on`,`review_due_on`,`account_last4`,`applied_on`,`name_order`,`id`);--> statement-breakpoint
CREATE INDEX `families_by_review` ON `families` (`status`,`review_due_on`,`file_year`,`file_sequence`);