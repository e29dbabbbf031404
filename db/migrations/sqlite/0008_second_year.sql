DROP INDEX `due_people_counted`;--> statement-breakpoint
CREATE INDEX `due_people_counted` ON `due_people` (`type`,`is_plain`,`registered_on`,`person_id`,`exited_on`);--> statement-breakpoint
DROP INDEX `family_sums_counted`;--> statement-breakpoint
CREATE INDEX `family_sums_counted` ON `family_sums` (`project_id`,`type`,`is_plain`,`first_paid_on`,`family_id`);--> statement-breakpoint
DROP INDEX `person_sums_counted`;--> statement-breakpoint
CREATE INDEX `person_sums_counted` ON `person_sums` (`project_id`,`type`,`is_plain`,`first_paid_on`,`person_id`);