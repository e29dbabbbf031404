CREATE TABLE `password_history` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`password_hash` text NOT NULL,
	`set_at` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "password_history_set_at_check" CHECK("password_history"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `password_history_by_staff` ON `password_history` (`staff_id`);--> statement-breakpoint
CREATE TABLE `recovery_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`code_fingerprint` text NOT NULL,
	`used_at` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recovery_codes_used_at_check" CHECK("recovery_codes"."used_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `recovery_codes_by_staff` ON `recovery_codes` (`staff_id`);--> statement-breakpoint
CREATE TABLE `second_factor_roles` (
	`role` text PRIMARY KEY NOT NULL,
	`required_at` text NOT NULL,
	CONSTRAINT "second_factor_roles_role_check" CHECK("second_factor_roles"."role" in ('caseworker', 'finance', 'head', 'auditor', 'admin')),
	CONSTRAINT "second_factor_roles_required_at_check" CHECK("second_factor_roles"."required_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `second_factors` (
	`staff_id` text PRIMARY KEY NOT NULL,
	`secret_sealed` text NOT NULL,
	`created_at` text NOT NULL,
	`confirmed_at` text,
	`last_step` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "second_factors_created_at_check" CHECK("second_factors"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "second_factors_confirmed_at_check" CHECK("second_factors"."confirmed_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "second_factors_last_step_check" CHECK(typeof("second_factors"."last_step") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE TABLE `unknown_logins` (
	`id` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`locked_until_at` text,
	`tried_at` text NOT NULL,
	CONSTRAINT "unknown_logins_failures_check" CHECK(typeof("unknown_logins"."failures") in ('integer', 'null')),
	CONSTRAINT "unknown_logins_locked_until_at_check" CHECK("unknown_logins"."locked_until_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "unknown_logins_tried_at_check" CHECK("unknown_logins"."tried_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `award_sums` (
	`award_id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`approved_on` text NOT NULL,
	`released_on` text,
	`amount_fen` integer NOT NULL,
	`is_plain` integer NOT NULL,
	`paid_on` text,
	CONSTRAINT "award_sums_type_check" CHECK("award_sums"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "award_sums_approved_on_check" CHECK("award_sums"."approved_on" like '____-__-__'),
	CONSTRAINT "award_sums_released_on_check" CHECK("award_sums"."released_on" like '____-__-__'),
	CONSTRAINT "award_sums_amount_fen_check" CHECK(typeof("award_sums"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "award_sums_is_plain_check" CHECK("award_sums"."is_plain" in (0, 1)),
	CONSTRAINT "award_sums_paid_on_check" CHECK("award_sums"."paid_on" like '____-__-__')
);
--> statement-breakpoint
CREATE INDEX `award_sums_counted` ON `award_sums` (`project_id`,`is_plain`,`type`,`approved_on`,`released_on`,`paid_on`,`amount_fen`);--> statement-breakpoint
CREATE TABLE `due_people` (
	`person_id` text NOT NULL,
	`type` text NOT NULL,
	`is_plain` integer NOT NULL,
	`registered_on` text NOT NULL,
	`exited_on` text,
	PRIMARY KEY(`person_id`, `type`),
	CONSTRAINT "due_people_type_check" CHECK("due_people"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "due_people_is_plain_check" CHECK("due_people"."is_plain" in (0, 1)),
	CONSTRAINT "due_people_registered_on_check" CHECK("due_people"."registered_on" like '____-__-__'),
	CONSTRAINT "due_people_exited_on_check" CHECK("due_people"."exited_on" like '____-__-__')
);
--> statement-breakpoint
CREATE INDEX `due_people_counted` ON `due_people` (`type`,`is_plain`,`registered_on`,`exited_on`);--> statement-breakpoint
CREATE TABLE `due_sums` (
	`person_id` text NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`is_plain` integer NOT NULL,
	`has_one_file` integer NOT NULL,
	`registered_on` text NOT NULL,
	`exited_on` text,
	`first_paid_on` text NOT NULL,
	PRIMARY KEY(`person_id`, `project_id`, `type`),
	CONSTRAINT "due_sums_type_check" CHECK("due_sums"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "due_sums_is_plain_check" CHECK("due_sums"."is_plain" in (0, 1)),
	CONSTRAINT "due_sums_has_one_file_check" CHECK("due_sums"."has_one_file" in (0, 1)),
	CONSTRAINT "due_sums_registered_on_check" CHECK("due_sums"."registered_on" like '____-__-__'),
	CONSTRAINT "due_sums_exited_on_check" CHECK("due_sums"."exited_on" like '____-__-__'),
	CONSTRAINT "due_sums_first_paid_on_check" CHECK("due_sums"."first_paid_on" like '____-__-__')
);
--> statement-breakpoint
CREATE INDEX `due_sums_counted` ON `due_sums` (`project_id`,`type`,`has_one_file`,`is_plain`,`first_paid_on`,`registered_on`,`exited_on`);--> statement-breakpoint
CREATE TABLE `family_sums` (
	`family_id` text NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`is_plain` integer NOT NULL,
	`first_paid_on` text NOT NULL,
	PRIMARY KEY(`family_id`, `project_id`, `type`),
	CONSTRAINT "family_sums_type_check" CHECK("family_sums"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "family_sums_is_plain_check" CHECK("family_sums"."is_plain" in (0, 1)),
	CONSTRAINT "family_sums_first_paid_on_check" CHECK("family_sums"."first_paid_on" like '____-__-__')
);
--> statement-breakpoint
CREATE INDEX `family_sums_counted` ON `family_sums` (`project_id`,`type`,`is_plain`,`first_paid_on`);--> statement-breakpoint
CREATE TABLE `person_sums` (
	`person_id` text NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`is_plain` integer NOT NULL,
	`first_paid_on` text NOT NULL,
	PRIMARY KEY(`person_id`, `project_id`, `type`),
	CONSTRAINT "person_sums_type_check" CHECK("person_sums"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "person_sums_is_plain_check" CHECK("person_sums"."is_plain" in (0, 1)),
	CONSTRAINT "person_sums_first_paid_on_check" CHECK("person_sums"."first_paid_on" like '____-__-__')
);
--> statement-breakpoint
CREATE INDEX `person_sums_counted` ON `person_sums` (`project_id`,`type`,`is_plain`,`first_paid_on`);--> statement-breakpoint
CREATE INDEX `person_sums_people` ON `person_sums` (`project_id`,`person_id`,`is_plain`,`first_paid_on`);--> statement-breakpoint
CREATE TABLE `indicator_sources` (
	`id` text PRIMARY KEY NOT NULL,
	`indicator_id` text NOT NULL,
	`source` text NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicators`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicator_sources_source_check" CHECK("indicator_sources"."source" in ('over_cap', 'duplicate_award', 'unapproved_payment', 'maker_is_checker', 'not_on_register', 'not_publicised', 'outside_window', 'files', 'nothing'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sources_by_indicator` ON `indicator_sources` (`indicator_id`,`source`);--> statement-breakpoint
CREATE TABLE `report_layouts` (
	`project_id` text PRIMARY KEY NOT NULL,
	`layout` text NOT NULL,
	`department` text NOT NULL,
	`planned_carried_fen` integer,
	`planned_other_fen` integer,
	`budget_carried_fen` integer,
	`budget_other_fen` integer,
	`version` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_layouts_layout_check" CHECK("report_layouts"."layout" in ('tree_2019', 'national')),
	CONSTRAINT "report_layouts_planned_carried_fen_check" CHECK(typeof("report_layouts"."planned_carried_fen") in ('integer', 'null')),
	CONSTRAINT "report_layouts_planned_other_fen_check" CHECK(typeof("report_layouts"."planned_other_fen") in ('integer', 'null')),
	CONSTRAINT "report_layouts_budget_carried_fen_check" CHECK(typeof("report_layouts"."budget_carried_fen") in ('integer', 'null')),
	CONSTRAINT "report_layouts_budget_other_fen_check" CHECK(typeof("report_layouts"."budget_other_fen") in ('integer', 'null')),
	CONSTRAINT "report_layouts_version_check" CHECK(typeof("report_layouts"."version") in ('integer', 'null')),
	CONSTRAINT "report_layouts_recorded_at_check" CHECK("report_layouts"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `report_template_uses` (
	`id` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`template_id` text,
	`chosen_by` text NOT NULL,
	`chosen_at` text NOT NULL,
	FOREIGN KEY (`template_id`) REFERENCES `report_templates`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`chosen_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_template_uses_position_check" CHECK(typeof("report_template_uses"."position") in ('integer', 'null')),
	CONSTRAINT "report_template_uses_chosen_at_check" CHECK("report_template_uses"."chosen_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_template_uses_position_unique` ON `report_template_uses` (`position`);--> statement-breakpoint
CREATE TABLE `report_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`file_name` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`uploaded_at` text NOT NULL,
	FOREIGN KEY (`uploaded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_templates_version_check" CHECK(typeof("report_templates"."version") in ('integer', 'null')),
	CONSTRAINT "report_templates_size_bytes_check" CHECK(typeof("report_templates"."size_bytes") in ('integer', 'null')),
	CONSTRAINT "report_templates_uploaded_at_check" CHECK("report_templates"."uploaded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_templates_version` ON `report_templates` (`version`);--> statement-breakpoint
CREATE UNIQUE INDEX `report_templates_content` ON `report_templates` (`sha256`);--> statement-breakpoint
CREATE TABLE `installation` (
	`id` text PRIMARY KEY NOT NULL,
	`key_mark` text NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "installation_created_at_check" CHECK("installation"."created_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `monitoring_notes` (
	`id` text PRIMARY KEY NOT NULL,
	`indicator_id` text NOT NULL,
	`as_of_on` text NOT NULL,
	`expected` text NOT NULL,
	`cause` text NOT NULL,
	`likelihood` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicators`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "monitoring_notes_as_of_on_check" CHECK("monitoring_notes"."as_of_on" like '____-__-__'),
	CONSTRAINT "monitoring_notes_likelihood_check" CHECK("monitoring_notes"."likelihood" in ('certain', 'likely', 'unlikely')),
	CONSTRAINT "monitoring_notes_recorded_at_check" CHECK("monitoring_notes"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `monitoring_notes_of_day` ON `monitoring_notes` (`as_of_on`,`indicator_id`,`id`);--> statement-breakpoint
DROP INDEX `payments_by_award`;--> statement-breakpoint
CREATE INDEX `payments_in_project` ON `payments` (`project_id`,`family_id`,`type`,`member_id`,`paid_on`,`amount_fen`);--> statement-breakpoint
CREATE INDEX `payments_by_award` ON `payments` (`award_id`,`paid_on`,`amount_fen`,`kind`,`original_id`);--> statement-breakpoint
PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	`device` text,
	`verified_at` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sessions_created_at_check" CHECK("__new_sessions"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "sessions_seen_at_check" CHECK("__new_sessions"."seen_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "sessions_verified_at_check" CHECK("__new_sessions"."verified_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
INSERT INTO `__new_sessions`("id", "staff_id", "created_at", "seen_at", "device", "verified_at") SELECT "id", "staff_id", "created_at", "seen_at", NULL, NULL FROM `sessions`;--> statement-breakpoint
DROP TABLE `sessions`;--> statement-breakpoint
ALTER TABLE `__new_sessions` RENAME TO `sessions`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE INDEX `sessions_by_staff` ON `sessions` (`staff_id`);--> statement-breakpoint
CREATE TABLE `__new_staff` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`active` integer NOT NULL,
	`failed_logins` integer NOT NULL,
	`locked_until_at` text,
	`created_at` text NOT NULL,
	`password_given_at` text,
	`roles_reason` text,
	CONSTRAINT "staff_active_check" CHECK("__new_staff"."active" in (0, 1)),
	CONSTRAINT "staff_failed_logins_check" CHECK(typeof("__new_staff"."failed_logins") in ('integer', 'null')),
	CONSTRAINT "staff_locked_until_at_check" CHECK("__new_staff"."locked_until_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "staff_created_at_check" CHECK("__new_staff"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "staff_password_given_at_check" CHECK("__new_staff"."password_given_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
INSERT INTO `__new_staff`("id", "username", "name", "password_hash", "active", "failed_logins", "locked_until_at", "created_at", "password_given_at", "roles_reason") SELECT "id", "username", "name", "password_hash", "active", "failed_logins", "locked_until_at", "created_at", NULL, NULL FROM `staff`;--> statement-breakpoint
DROP TABLE `staff`;--> statement-breakpoint
ALTER TABLE `__new_staff` RENAME TO `staff`;--> statement-breakpoint
CREATE UNIQUE INDEX `staff_username_unique` ON `staff` (`username`);--> statement-breakpoint
CREATE TABLE `__new_family_members` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`position` integer NOT NULL,
	`relation` text NOT NULL,
	`name` text NOT NULL,
	`id_sealed` text NOT NULL,
	`id_fingerprint` text NOT NULL,
	`id_masked` text NOT NULL,
	`sex` text NOT NULL,
	`birth_on` text NOT NULL,
	`employment` text NOT NULL,
	`health` text NOT NULL,
	`education_stage` text,
	`school` text NOT NULL,
	`monthly_income_fen` integer NOT NULL,
	`income_unstated` integer,
	`ethnic_group` text DEFAULT '' NOT NULL,
	`political_status` text,
	`marital_status` text,
	`illness` text DEFAULT '' NOT NULL,
	`disability_kind` text,
	`disability_grade` text,
	`enrolment_year` integer,
	`insurance` text,
	`name_pinyin` text DEFAULT '' NOT NULL,
	`name_initials` text DEFAULT '' NOT NULL,
	`name_sound` text DEFAULT '' NOT NULL,
	`name_sound_2` text DEFAULT '' NOT NULL,
	`name_sound_3` text DEFAULT '' NOT NULL,
	`id_last4` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "family_members_position_check" CHECK(typeof("__new_family_members"."position") in ('integer', 'null')),
	CONSTRAINT "family_members_relation_check" CHECK("__new_family_members"."relation" in ('self', 'spouse', 'child', 'parent', 'sibling', 'grandchild', 'grandparent', 'other')),
	CONSTRAINT "family_members_sex_check" CHECK("__new_family_members"."sex" in ('male', 'female')),
	CONSTRAINT "family_members_birth_on_check" CHECK("__new_family_members"."birth_on" like '____-__-__'),
	CONSTRAINT "family_members_employment_check" CHECK("__new_family_members"."employment" in ('employed', 'laid_off', 'unemployed', 'retired', 'sick_leave', 'early_retired', 'migrant_worker', 'student', 'other')),
	CONSTRAINT "family_members_health_check" CHECK("__new_family_members"."health" in ('good', 'minor_illness', 'major_illness', 'disabled')),
	CONSTRAINT "family_members_education_stage_check" CHECK("__new_family_members"."education_stage" in ('primary', 'junior', 'senior', 'vocational', 'college', 'bachelor', 'graduate')),
	CONSTRAINT "family_members_monthly_income_fen_check" CHECK(typeof("__new_family_members"."monthly_income_fen") in ('integer', 'null')),
	CONSTRAINT "family_members_income_unstated_check" CHECK("__new_family_members"."income_unstated" in (0, 1)),
	CONSTRAINT "family_members_political_status_check" CHECK("__new_family_members"."political_status" in ('party_member', 'youth_league', 'masses', 'other_party', 'other')),
	CONSTRAINT "family_members_marital_status_check" CHECK("__new_family_members"."marital_status" in ('single', 'married', 'divorced', 'widowed')),
	CONSTRAINT "family_members_disability_kind_check" CHECK("__new_family_members"."disability_kind" in ('visual', 'hearing', 'speech', 'intellectual', 'physical', 'mental', 'multiple')),
	CONSTRAINT "family_members_disability_grade_check" CHECK("__new_family_members"."disability_grade" in ('first', 'second', 'third', 'fourth')),
	CONSTRAINT "family_members_enrolment_year_check" CHECK(typeof("__new_family_members"."enrolment_year") in ('integer', 'null')),
	CONSTRAINT "family_members_insurance_check" CHECK("__new_family_members"."insurance" in ('worker', 'resident', 'none', 'other'))
);
--> statement-breakpoint
INSERT INTO `__new_family_members`("id", "family_id", "position", "relation", "name", "id_sealed", "id_fingerprint", "id_masked", "sex", "birth_on", "employment", "health", "education_stage", "school", "monthly_income_fen", "income_unstated", "ethnic_group", "political_status", "marital_status", "illness", "disability_kind", "disability_grade", "enrolment_year", "insurance", "name_pinyin", "name_initials", "name_sound", "name_sound_2", "name_sound_3", "id_last4") SELECT "id", "family_id", "position", "relation", "name", "id_sealed", "id_fingerprint", "id_masked", "sex", "birth_on", "employment", "health", "education_stage", "school", "monthly_income_fen", NULL, "ethnic_group", "political_status", "marital_status", "illness", "disability_kind", "disability_grade", "enrolment_year", "insurance", "name_pinyin", "name_initials", "name_sound", "name_sound_2", "name_sound_3", "id_last4" FROM `family_members`;--> statement-breakpoint
DROP TABLE `family_members`;--> statement-breakpoint
ALTER TABLE `__new_family_members` RENAME TO `family_members`;--> statement-breakpoint
CREATE UNIQUE INDEX `members_position` ON `family_members` (`family_id`,`position`);--> statement-breakpoint
CREATE INDEX `members_by_fingerprint` ON `family_members` (`id_fingerprint`);--> statement-breakpoint
CREATE INDEX `members_by_name` ON `family_members` (`name`,`family_id`);--> statement-breakpoint
CREATE INDEX `members_by_pinyin` ON `family_members` (`name_pinyin`,`family_id`);--> statement-breakpoint
CREATE INDEX `members_by_initials` ON `family_members` (`name_initials`,`family_id`);--> statement-breakpoint
CREATE INDEX `members_by_sound` ON `family_members` (`name_sound`,`name`,`family_id`);--> statement-breakpoint
CREATE INDEX `members_by_sound_2` ON `family_members` (`name_sound_2`,`name`,`family_id`);--> statement-breakpoint
CREATE INDEX `members_by_sound_3` ON `family_members` (`name_sound_3`,`name`,`family_id`);--> statement-breakpoint
CREATE INDEX `members_by_id_end` ON `family_members` (`id_last4`);--> statement-breakpoint
CREATE INDEX `members_by_birth` ON `family_members` (`birth_on`,`name`,`family_id`);--> statement-breakpoint
CREATE TABLE `__new_stated_incomes` (
	`id` text PRIMARY KEY NOT NULL,
	`statement_id` text NOT NULL,
	`member_id` text NOT NULL,
	`monthly_income_fen` integer NOT NULL,
	`income_unstated` integer,
	FOREIGN KEY (`statement_id`) REFERENCES `family_statements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `family_members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stated_incomes_monthly_income_fen_check" CHECK(typeof("__new_stated_incomes"."monthly_income_fen") in ('integer', 'null')),
	CONSTRAINT "stated_incomes_income_unstated_check" CHECK("__new_stated_incomes"."income_unstated" in (0, 1))
);
--> statement-breakpoint
INSERT INTO `__new_stated_incomes`("id", "statement_id", "member_id", "monthly_income_fen", "income_unstated") SELECT "id", "statement_id", "member_id", "monthly_income_fen", NULL FROM `stated_incomes`;--> statement-breakpoint
DROP TABLE `stated_incomes`;--> statement-breakpoint
ALTER TABLE `__new_stated_incomes` RENAME TO `stated_incomes`;--> statement-breakpoint
CREATE UNIQUE INDEX `stated_income_once` ON `stated_incomes` (`statement_id`,`member_id`);--> statement-breakpoint
ALTER TABLE `awards` ADD `taken_back_by` text;--> statement-breakpoint
ALTER TABLE `account_changes` ADD `shared_reason` text;--> statement-breakpoint
ALTER TABLE `account_changes` ADD `shared_confirmed` text;