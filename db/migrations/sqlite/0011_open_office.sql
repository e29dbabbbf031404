CREATE TABLE `login_addresses` (
	`id` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`counted_from_at` text NOT NULL,
	`locked_until_at` text,
	CONSTRAINT "login_addresses_failures_check" CHECK(typeof("login_addresses"."failures") in ('integer', 'null')),
	CONSTRAINT "login_addresses_counted_from_at_check" CHECK("login_addresses"."counted_from_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "login_addresses_locked_until_at_check" CHECK("login_addresses"."locked_until_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `scoring_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`position` integer NOT NULL,
	`far_above` integer NOT NULL,
	`execution_explained` integer NOT NULL,
	`timely` integer NOT NULL,
	`mostly_timely` integer NOT NULL,
	`files_sound` integer NOT NULL,
	`files_passable` integer NOT NULL,
	`achieved_from` integer NOT NULL,
	`partly_from` integer NOT NULL,
	`excellent_from` integer NOT NULL,
	`good_from` integer NOT NULL,
	`fair_from` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "scoring_rules_first" CHECK("scoring_rules"."position" >= 1),
	CONSTRAINT "scoring_rules_far_above" CHECK("scoring_rules"."far_above" between 10000 and 100000),
	CONSTRAINT "scoring_rules_execution" CHECK("scoring_rules"."execution_explained" between 0 and 10000),
	CONSTRAINT "scoring_rules_timeliness" CHECK(0 <= "scoring_rules"."mostly_timely" and "scoring_rules"."mostly_timely" < "scoring_rules"."timely" and "scoring_rules"."timely" <= 10000),
	CONSTRAINT "scoring_rules_files" CHECK(0 <= "scoring_rules"."files_passable" and "scoring_rules"."files_passable" < "scoring_rules"."files_sound" and "scoring_rules"."files_sound" <= 10000),
	CONSTRAINT "scoring_rules_bands" CHECK(0 <= "scoring_rules"."partly_from" and "scoring_rules"."partly_from" < "scoring_rules"."achieved_from" and "scoring_rules"."achieved_from" <= 10000),
	CONSTRAINT "scoring_rules_grades" CHECK(0 <= "scoring_rules"."fair_from" and "scoring_rules"."fair_from" < "scoring_rules"."good_from" and "scoring_rules"."good_from" < "scoring_rules"."excellent_from" and "scoring_rules"."excellent_from" <= 10000),
	CONSTRAINT "scoring_rules_position_check" CHECK(typeof("scoring_rules"."position") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_far_above_check" CHECK(typeof("scoring_rules"."far_above") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_execution_explained_check" CHECK(typeof("scoring_rules"."execution_explained") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_timely_check" CHECK(typeof("scoring_rules"."timely") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_mostly_timely_check" CHECK(typeof("scoring_rules"."mostly_timely") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_files_sound_check" CHECK(typeof("scoring_rules"."files_sound") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_files_passable_check" CHECK(typeof("scoring_rules"."files_passable") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_achieved_from_check" CHECK(typeof("scoring_rules"."achieved_from") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_partly_from_check" CHECK(typeof("scoring_rules"."partly_from") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_excellent_from_check" CHECK(typeof("scoring_rules"."excellent_from") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_good_from_check" CHECK(typeof("scoring_rules"."good_from") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_fair_from_check" CHECK(typeof("scoring_rules"."fair_from") in ('integer', 'null')),
	CONSTRAINT "scoring_rules_set_at_check" CHECK("scoring_rules"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `scoring_rules_position` ON `scoring_rules` (`project_id`,`position`);--> statement-breakpoint
ALTER TABLE `indicators` ADD `filter_type` text;--> statement-breakpoint
ALTER TABLE `indicators` ADD `filter_division` text;--> statement-breakpoint
ALTER TABLE `indicators` ADD `filter_source` text;