CREATE TABLE `bank_contradictions` (
	`id` text PRIMARY KEY NOT NULL,
	`result_id` text NOT NULL,
	`line_id` text NOT NULL,
	`outcome` text NOT NULL,
	`said_on` text,
	`reference` text NOT NULL,
	`settled_by` text,
	`settled_at` text,
	`settled_reason` text,
	FOREIGN KEY (`result_id`) REFERENCES `bank_results`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`line_id`) REFERENCES `instructions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`settled_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bank_contradictions_settled" CHECK(("bank_contradictions"."settled_by" is null) = ("bank_contradictions"."settled_at" is null) and ("bank_contradictions"."settled_by" is null) = ("bank_contradictions"."settled_reason" is null)),
	CONSTRAINT "bank_contradictions_outcome_check" CHECK("bank_contradictions"."outcome" in ('succeeded', 'failed')),
	CONSTRAINT "bank_contradictions_said_on_check" CHECK("bank_contradictions"."said_on" like '____-__-__'),
	CONSTRAINT "bank_contradictions_settled_at_check" CHECK("bank_contradictions"."settled_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bank_contradictions_once` ON `bank_contradictions` (`line_id`,`result_id`);--> statement-breakpoint
CREATE INDEX `bank_contradictions_by_result` ON `bank_contradictions` (`result_id`);--> statement-breakpoint
ALTER TABLE `bank_results` ADD `is_compared` integer DEFAULT false NOT NULL CHECK("is_compared" in (0, 1));
