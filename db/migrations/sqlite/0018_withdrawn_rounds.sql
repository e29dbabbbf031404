CREATE TABLE `survey_withdrawals` (
	`round_id` text PRIMARY KEY NOT NULL,
	`reason` text NOT NULL,
	`withdrawn_by` text NOT NULL,
	`withdrawn_at` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `survey_rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`withdrawn_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "survey_withdrawals_withdrawn_at_check" CHECK("survey_withdrawals"."withdrawn_at" like '____-__-__T__:__:__.___Z')
);
