CREATE TABLE `case_packs` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`reason` text NOT NULL,
	`is_whole` integer NOT NULL,
	`content` text NOT NULL,
	`ordered_at` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "case_packs_is_whole_check" CHECK("case_packs"."is_whole" in (0, 1)),
	CONSTRAINT "case_packs_ordered_at_check" CHECK("case_packs"."ordered_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `case_packs_by_staff` ON `case_packs` (`staff_id`,`ordered_at`);--> statement-breakpoint
CREATE TABLE `desk_limits` (
	`desk` text PRIMARY KEY NOT NULL,
	`days` integer NOT NULL,
	`set_by` text NOT NULL,
	`set_at` text NOT NULL,
	FOREIGN KEY (`set_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "desk_limits_days" CHECK("desk_limits"."days" between 1 and 90),
	CONSTRAINT "desk_limits_days_check" CHECK(typeof("desk_limits"."days") in ('integer', 'null')),
	CONSTRAINT "desk_limits_set_at_check" CHECK("desk_limits"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
ALTER TABLE `family_members` ADD `long_name` text;--> statement-breakpoint
CREATE INDEX `members_by_long_name` ON `family_members` (`long_name`,`family_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`started_on` text NOT NULL,
	`rule` text,
	`noticed_on` text,
	`notice_ends_on` text,
	`notice_place` text,
	`notice_taken_down_on` text,
	`notice_taken_down_by` text,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice_taken_down_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "campaigns_type_check" CHECK("__new_campaigns"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "campaigns_amount_fen_check" CHECK(typeof("__new_campaigns"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "campaigns_started_on_check" CHECK("__new_campaigns"."started_on" like '____-__-__'),
	CONSTRAINT "campaigns_noticed_on_check" CHECK("__new_campaigns"."noticed_on" like '____-__-__'),
	CONSTRAINT "campaigns_notice_ends_on_check" CHECK("__new_campaigns"."notice_ends_on" like '____-__-__'),
	CONSTRAINT "campaigns_notice_taken_down_on_check" CHECK("__new_campaigns"."notice_taken_down_on" like '____-__-__'),
	CONSTRAINT "campaigns_recorded_at_check" CHECK("__new_campaigns"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
INSERT INTO `__new_campaigns`("id", "project_id", "type", "name", "amount_fen", "started_on", "rule", "noticed_on", "notice_ends_on", "notice_place", "notice_taken_down_on", "notice_taken_down_by", "recorded_by", "recorded_at") SELECT "id", "project_id", "type", "name", "amount_fen", "started_on", "rule", "noticed_on", "notice_ends_on", "notice_place", NULL, NULL, "recorded_by", "recorded_at" FROM `campaigns`;--> statement-breakpoint
DROP TABLE `campaigns`;--> statement-breakpoint
ALTER TABLE `__new_campaigns` RENAME TO `campaigns`;--> statement-breakpoint
PRAGMA foreign_keys=ON;