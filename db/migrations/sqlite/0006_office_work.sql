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
CREATE TABLE `national_items` (
	`id` text PRIMARY KEY NOT NULL,
	`job_id` text NOT NULL,
	`list` text NOT NULL,
	`position` integer NOT NULL,
	`family_row` integer NOT NULL,
	`family_id` text,
	`name` text NOT NULL,
	`id_masked` text NOT NULL,
	`id_fingerprint` text NOT NULL,
	`content_sealed` text NOT NULL,
	`digest` text NOT NULL,
	`explanation` text,
	`explained_by` text,
	`explained_at` text,
	FOREIGN KEY (`job_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`explained_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "national_items_list_check" CHECK("national_items"."list" in ('theirs_only', 'ours_only', 'differing', 'refused')),
	CONSTRAINT "national_items_position_check" CHECK(typeof("national_items"."position") in ('integer', 'null')),
	CONSTRAINT "national_items_family_row_check" CHECK(typeof("national_items"."family_row") in ('integer', 'null')),
	CONSTRAINT "national_items_explained_at_check" CHECK("national_items"."explained_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `national_items_in_list` ON `national_items` (`job_id`,`list`,`position`,`id`);--> statement-breakpoint
CREATE INDEX `national_items_by_digest` ON `national_items` (`digest`);--> statement-breakpoint
CREATE INDEX `national_items_by_person` ON `national_items` (`id_fingerprint`);--> statement-breakpoint
CREATE INDEX `national_items_by_family` ON `national_items` (`family_id`);--> statement-breakpoint
CREATE TABLE `national_layouts` (
	`id` text PRIMARY KEY NOT NULL,
	`columns` text NOT NULL,
	`defined_by` text NOT NULL,
	`defined_at` text NOT NULL,
	FOREIGN KEY (`defined_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "national_layouts_defined_at_check" CHECK("national_layouts"."defined_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `award_groups` (
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`approved_day` text NOT NULL,
	`released_day` text NOT NULL,
	`paid_day` text NOT NULL,
	`part` integer NOT NULL,
	`awards` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	PRIMARY KEY(`project_id`, `type`, `approved_day`, `released_day`, `paid_day`, `part`),
	CONSTRAINT "award_groups_type_check" CHECK("award_groups"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "award_groups_part_check" CHECK(typeof("award_groups"."part") in ('integer', 'null')),
	CONSTRAINT "award_groups_awards_check" CHECK(typeof("award_groups"."awards") in ('integer', 'null')),
	CONSTRAINT "award_groups_amount_fen_check" CHECK(typeof("award_groups"."amount_fen") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `due_days` (
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`register_day` text NOT NULL,
	`paid_day` text NOT NULL,
	`part` integer NOT NULL,
	`entered` integer NOT NULL,
	`active` integer NOT NULL,
	PRIMARY KEY(`project_id`, `type`, `register_day`, `paid_day`, `part`),
	CONSTRAINT "due_days_type_check" CHECK("due_days"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "due_days_part_check" CHECK(typeof("due_days"."part") in ('integer', 'null')),
	CONSTRAINT "due_days_entered_check" CHECK(typeof("due_days"."entered") in ('integer', 'null')),
	CONSTRAINT "due_days_active_check" CHECK(typeof("due_days"."active") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `due_turns` (
	`person_id` text NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`register_day` text NOT NULL,
	`paid_day` text NOT NULL,
	`entered` integer NOT NULL,
	`active` integer NOT NULL,
	PRIMARY KEY(`person_id`, `project_id`, `type`, `register_day`, `paid_day`),
	CONSTRAINT "due_turns_type_check" CHECK("due_turns"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "due_turns_entered_check" CHECK(typeof("due_turns"."entered") in ('integer', 'null')),
	CONSTRAINT "due_turns_active_check" CHECK(typeof("due_turns"."active") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `helped_days` (
	`project_id` text NOT NULL,
	`basis` text NOT NULL,
	`type` text NOT NULL,
	`day` text NOT NULL,
	`part` integer NOT NULL,
	`change` integer NOT NULL,
	PRIMARY KEY(`project_id`, `basis`, `type`, `day`, `part`),
	CONSTRAINT "helped_days_basis_check" CHECK("helped_days"."basis" in ('persons', 'families', 'people')),
	CONSTRAINT "helped_days_type_check" CHECK("helped_days"."type" in ('living', 'schooling', 'medical', 'all')),
	CONSTRAINT "helped_days_part_check" CHECK(typeof("helped_days"."part") in ('integer', 'null')),
	CONSTRAINT "helped_days_change_check" CHECK(typeof("helped_days"."change") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `money_days` (
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`day` text NOT NULL,
	`part` integer NOT NULL,
	`paid_fen` integer NOT NULL,
	`ledger_rows` integer NOT NULL,
	`committed_fen` integer NOT NULL,
	PRIMARY KEY(`project_id`, `type`, `day`, `part`),
	CONSTRAINT "money_days_type_check" CHECK("money_days"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "money_days_part_check" CHECK(typeof("money_days"."part") in ('integer', 'null')),
	CONSTRAINT "money_days_paid_fen_check" CHECK(typeof("money_days"."paid_fen") in ('integer', 'null')),
	CONSTRAINT "money_days_ledger_rows_check" CHECK(typeof("money_days"."ledger_rows") in ('integer', 'null')),
	CONSTRAINT "money_days_committed_fen_check" CHECK(typeof("money_days"."committed_fen") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `turns` (
	`unit_id` text NOT NULL,
	`project_id` text NOT NULL,
	`basis` text NOT NULL,
	`type` text NOT NULL,
	`day` text NOT NULL,
	`change` integer NOT NULL,
	PRIMARY KEY(`unit_id`, `project_id`, `basis`, `type`, `day`),
	CONSTRAINT "turns_basis_check" CHECK("turns"."basis" in ('persons', 'families', 'people')),
	CONSTRAINT "turns_type_check" CHECK("turns"."type" in ('living', 'schooling', 'medical', 'all')),
	CONSTRAINT "turns_change_check" CHECK(typeof("turns"."change") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `turns_counted` ON `turns` (`project_id`,`basis`,`type`,`unit_id`,`day`,`change`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`staff_id` text NOT NULL,
	`file_name` text NOT NULL,
	`input` text NOT NULL,
	`phase` text,
	`total` integer NOT NULL,
	`done` integer NOT NULL,
	`result` text,
	`created_at` text NOT NULL,
	`started_at` text,
	`heartbeat_at` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`cancel_requested_at` text,
	`finished_at` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "jobs_kind_check" CHECK("__new_jobs"."kind" in ('families.import', 'families.export', 'payments.import', 'receipts.import', 'national.export', 'national.compare')),
	CONSTRAINT "jobs_status_check" CHECK("__new_jobs"."status" in ('waiting', 'running', 'checked', 'done', 'failed', 'cancelled')),
	CONSTRAINT "jobs_phase_check" CHECK("__new_jobs"."phase" in ('reading', 'checking', 'importing', 'writing')),
	CONSTRAINT "jobs_total_check" CHECK(typeof("__new_jobs"."total") in ('integer', 'null')),
	CONSTRAINT "jobs_done_check" CHECK(typeof("__new_jobs"."done") in ('integer', 'null')),
	CONSTRAINT "jobs_created_at_check" CHECK("__new_jobs"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_started_at_check" CHECK("__new_jobs"."started_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_heartbeat_at_check" CHECK("__new_jobs"."heartbeat_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_attempts_check" CHECK(typeof("__new_jobs"."attempts") in ('integer', 'null')),
	CONSTRAINT "jobs_cancel_requested_at_check" CHECK("__new_jobs"."cancel_requested_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_finished_at_check" CHECK("__new_jobs"."finished_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
INSERT INTO `__new_jobs`("id", "kind", "status", "staff_id", "file_name", "input", "phase", "total", "done", "result", "created_at", "started_at", "heartbeat_at", "attempts", "cancel_requested_at", "finished_at") SELECT "id", "kind", "status", "staff_id", "file_name", "input", "phase", "total", "done", "result", "created_at", "started_at", "heartbeat_at", "attempts", "cancel_requested_at", "finished_at" FROM `jobs`;--> statement-breakpoint
DROP TABLE `jobs`;--> statement-breakpoint
ALTER TABLE `__new_jobs` RENAME TO `jobs`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
DROP INDEX `members_by_name`;--> statement-breakpoint
ALTER TABLE `family_members` ADD `long_name` text;--> statement-breakpoint
CREATE INDEX `members_by_long_name` ON `family_members` (`long_name`,`family_id`);--> statement-breakpoint
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
ALTER TABLE `award_sums` ADD `history` text;--> statement-breakpoint
CREATE INDEX `instructions_failed` ON `instructions` (`batch_id`,`award_id`) WHERE status = 'failed';