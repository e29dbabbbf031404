CREATE TABLE `centre` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` text NOT NULL,
	CONSTRAINT "centre_created_at_check" CHECK("centre"."created_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`created_at` text NOT NULL,
	`seen_at` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sessions_created_at_check" CHECK("sessions"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "sessions_seen_at_check" CHECK("sessions"."seen_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `sessions_by_staff` ON `sessions` (`staff_id`);--> statement-breakpoint
CREATE TABLE `staff` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`active` integer NOT NULL,
	`failed_logins` integer NOT NULL,
	`locked_until_at` text,
	`created_at` text NOT NULL,
	CONSTRAINT "staff_active_check" CHECK("staff"."active" in (0, 1)),
	CONSTRAINT "staff_failed_logins_check" CHECK(typeof("staff"."failed_logins") in ('integer', 'null')),
	CONSTRAINT "staff_locked_until_at_check" CHECK("staff"."locked_until_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "staff_created_at_check" CHECK("staff"."created_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `staff_username_unique` ON `staff` (`username`);--> statement-breakpoint
CREATE TABLE `staff_roles` (
	`staff_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`staff_id`, `role`),
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "staff_roles_role_check" CHECK("staff_roles"."role" in ('caseworker', 'finance', 'head', 'auditor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`recorded_at` text NOT NULL,
	`staff_id` text,
	`staff_name` text NOT NULL,
	`action` text NOT NULL,
	`subject_type` text NOT NULL,
	`subject_id` text NOT NULL,
	`detail` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	CONSTRAINT "audit_entries_sequence_check" CHECK(typeof("audit_entries"."sequence") in ('integer', 'null')),
	CONSTRAINT "audit_entries_recorded_at_check" CHECK("audit_entries"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `audit_by_subject` ON `audit_entries` (`subject_type`,`subject_id`);--> statement-breakpoint
CREATE INDEX `audit_by_staff` ON `audit_entries` (`staff_id`);--> statement-breakpoint
CREATE INDEX `audit_by_time` ON `audit_entries` (`recorded_at`);--> statement-breakpoint
CREATE TABLE `families` (
	`id` text PRIMARY KEY NOT NULL,
	`file_number` text NOT NULL,
	`file_year` integer NOT NULL,
	`file_sequence` integer NOT NULL,
	`status` text NOT NULL,
	`rule_set` text NOT NULL,
	`category` text,
	`override_reason` text,
	`main_cause` text,
	`division` text NOT NULL,
	`hukou_kind` text NOT NULL,
	`address` text NOT NULL,
	`phone` text NOT NULL,
	`work_unit` text NOT NULL,
	`union_member` integer NOT NULL,
	`wages_fen` integer NOT NULL,
	`business_fen` integer NOT NULL,
	`property_fen` integer NOT NULL,
	`transfer_fen` integer NOT NULL,
	`other_income_fen` integer NOT NULL,
	`rigid_expense_fen` integer NOT NULL,
	`bank_name` text NOT NULL,
	`account_holder` text NOT NULL,
	`account_sealed` text,
	`account_fingerprint` text,
	`account_last4` text,
	`rigid_medical_fen` integer DEFAULT 0 NOT NULL,
	`rigid_schooling_fen` integer DEFAULT 0 NOT NULL,
	`rigid_housing_fen` integer DEFAULT 0 NOT NULL,
	`second_cause` text,
	`third_cause` text,
	`fourth_cause` text,
	`certificate_number` text DEFAULT '' NOT NULL,
	`model_worker` text,
	`housing_kind` text,
	`housing_area` integer,
	`postcode` text DEFAULT '' NOT NULL,
	`other_contact` text DEFAULT '' NOT NULL,
	`working_since_on` text,
	`industry` text DEFAULT '' NOT NULL,
	`unit_kind` text,
	`enterprise_state` text,
	`single_parent` integer DEFAULT false NOT NULL,
	`can_self_help` integer DEFAULT false NOT NULL,
	`zero_employment` integer DEFAULT false NOT NULL,
	`contract_year` integer DEFAULT false NOT NULL,
	`previous_family_id` text,
	`review_due_on` text,
	`notice_id` text,
	`erased_at` text,
	`remarks` text NOT NULL,
	`applied_on` text NOT NULL,
	`submitted_on` text,
	`visited_on` text,
	`visit_note` text,
	`visitors` text,
	`visit_housing` text,
	`visit_residents` text,
	`visit_income_agrees` integer,
	`publicised_on` text,
	`registered_on` text,
	`rejected_on` text,
	`decision_note` text,
	`exited_on` text,
	`exit_reason` text,
	`recorded_by` text NOT NULL,
	`visited_by` text,
	`approved_by` text,
	`recorded_at` text NOT NULL,
	`import_id` text,
	`import_digest` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`previous_family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice_id`) REFERENCES `public_notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visited_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approved_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`import_id`) REFERENCES `jobs`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "families_maker_checker" CHECK("families"."approved_by" is null or "families"."approved_by" <> "families"."recorded_by"),
	CONSTRAINT "families_file_year_check" CHECK(typeof("families"."file_year") in ('integer', 'null')),
	CONSTRAINT "families_file_sequence_check" CHECK(typeof("families"."file_sequence") in ('integer', 'null')),
	CONSTRAINT "families_status_check" CHECK("families"."status" in ('draft', 'submitted', 'visited', 'publicised', 'approved', 'rejected', 'returned', 'exited')),
	CONSTRAINT "families_category_check" CHECK("families"."category" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship')),
	CONSTRAINT "families_main_cause_check" CHECK("families"."main_cause" in ('own_illness', 'relative_illness', 'accident', 'disability', 'low_income', 'laid_off', 'schooling', 'single_parent', 'other')),
	CONSTRAINT "families_hukou_kind_check" CHECK("families"."hukou_kind" in ('urban', 'rural', 'converted')),
	CONSTRAINT "families_union_member_check" CHECK("families"."union_member" in (0, 1)),
	CONSTRAINT "families_wages_fen_check" CHECK(typeof("families"."wages_fen") in ('integer', 'null')),
	CONSTRAINT "families_business_fen_check" CHECK(typeof("families"."business_fen") in ('integer', 'null')),
	CONSTRAINT "families_property_fen_check" CHECK(typeof("families"."property_fen") in ('integer', 'null')),
	CONSTRAINT "families_transfer_fen_check" CHECK(typeof("families"."transfer_fen") in ('integer', 'null')),
	CONSTRAINT "families_other_income_fen_check" CHECK(typeof("families"."other_income_fen") in ('integer', 'null')),
	CONSTRAINT "families_rigid_expense_fen_check" CHECK(typeof("families"."rigid_expense_fen") in ('integer', 'null')),
	CONSTRAINT "families_rigid_medical_fen_check" CHECK(typeof("families"."rigid_medical_fen") in ('integer', 'null')),
	CONSTRAINT "families_rigid_schooling_fen_check" CHECK(typeof("families"."rigid_schooling_fen") in ('integer', 'null')),
	CONSTRAINT "families_rigid_housing_fen_check" CHECK(typeof("families"."rigid_housing_fen") in ('integer', 'null')),
	CONSTRAINT "families_second_cause_check" CHECK("families"."second_cause" in ('own_illness', 'relative_illness', 'accident', 'disability', 'low_income', 'laid_off', 'schooling', 'single_parent', 'other')),
	CONSTRAINT "families_third_cause_check" CHECK("families"."third_cause" in ('own_illness', 'relative_illness', 'accident', 'disability', 'low_income', 'laid_off', 'schooling', 'single_parent', 'other')),
	CONSTRAINT "families_fourth_cause_check" CHECK("families"."fourth_cause" in ('own_illness', 'relative_illness', 'accident', 'disability', 'low_income', 'laid_off', 'schooling', 'single_parent', 'other')),
	CONSTRAINT "families_model_worker_check" CHECK("families"."model_worker" in ('none', 'national', 'provincial', 'municipal')),
	CONSTRAINT "families_housing_kind_check" CHECK("families"."housing_kind" in ('public_rental', 'low_rent', 'owned', 'homeless', 'rented', 'self_built', 'other')),
	CONSTRAINT "families_housing_area_check" CHECK(typeof("families"."housing_area") in ('integer', 'null')),
	CONSTRAINT "families_working_since_on_check" CHECK("families"."working_since_on" like '____-__-__'),
	CONSTRAINT "families_unit_kind_check" CHECK("families"."unit_kind" in ('state', 'collective', 'private', 'foreign', 'public_body', 'other')),
	CONSTRAINT "families_enterprise_state_check" CHECK("families"."enterprise_state" in ('normal', 'difficult', 'halted', 'bankrupt', 'restructured')),
	CONSTRAINT "families_single_parent_check" CHECK("families"."single_parent" in (0, 1)),
	CONSTRAINT "families_can_self_help_check" CHECK("families"."can_self_help" in (0, 1)),
	CONSTRAINT "families_zero_employment_check" CHECK("families"."zero_employment" in (0, 1)),
	CONSTRAINT "families_contract_year_check" CHECK("families"."contract_year" in (0, 1)),
	CONSTRAINT "families_review_due_on_check" CHECK("families"."review_due_on" like '____-__-__'),
	CONSTRAINT "families_erased_at_check" CHECK("families"."erased_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "families_applied_on_check" CHECK("families"."applied_on" like '____-__-__'),
	CONSTRAINT "families_submitted_on_check" CHECK("families"."submitted_on" like '____-__-__'),
	CONSTRAINT "families_visited_on_check" CHECK("families"."visited_on" like '____-__-__'),
	CONSTRAINT "families_visit_income_agrees_check" CHECK("families"."visit_income_agrees" in (0, 1)),
	CONSTRAINT "families_publicised_on_check" CHECK("families"."publicised_on" like '____-__-__'),
	CONSTRAINT "families_registered_on_check" CHECK("families"."registered_on" like '____-__-__'),
	CONSTRAINT "families_rejected_on_check" CHECK("families"."rejected_on" like '____-__-__'),
	CONSTRAINT "families_exited_on_check" CHECK("families"."exited_on" like '____-__-__'),
	CONSTRAINT "families_exit_reason_check" CHECK("families"."exit_reason" in ('out_of_hardship', 'retired', 'transferred', 'deceased', 'not_eligible', 'other')),
	CONSTRAINT "families_recorded_at_check" CHECK("families"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "families_version_check" CHECK(typeof("families"."version") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `families_file_number_unique` ON `families` (`file_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `families_file` ON `families` (`file_year`,`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_status` ON `families` (`status`,`file_year`,`file_sequence`,`category`,`main_cause`,`division`,`registered_on`,`review_due_on`,`account_last4`,`id`);--> statement-breakpoint
CREATE INDEX `families_in_list` ON `families` (`file_year`,`file_sequence`,`status`,`category`,`main_cause`,`division`,`registered_on`,`review_due_on`,`account_last4`,`id`);--> statement-breakpoint
CREATE INDEX `families_statuses` ON `families` (`status`);--> statement-breakpoint
CREATE INDEX `families_by_sequence` ON `families` (`file_sequence`);--> statement-breakpoint
CREATE INDEX `families_by_number` ON `families` (`file_number`,`id`);--> statement-breakpoint
CREATE INDEX `families_by_account` ON `families` (`account_fingerprint`);--> statement-breakpoint
CREATE INDEX `families_by_phone` ON `families` (`phone`);--> statement-breakpoint
CREATE INDEX `families_by_review` ON `families` (`review_due_on`);--> statement-breakpoint
CREATE INDEX `families_by_notice` ON `families` (`notice_id`);--> statement-breakpoint
CREATE INDEX `families_by_previous` ON `families` (`previous_family_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `families_import_once` ON `families` (`import_digest`);--> statement-breakpoint
CREATE TABLE `family_members` (
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
	CONSTRAINT "family_members_position_check" CHECK(typeof("family_members"."position") in ('integer', 'null')),
	CONSTRAINT "family_members_relation_check" CHECK("family_members"."relation" in ('self', 'spouse', 'child', 'parent', 'sibling', 'grandchild', 'grandparent', 'other')),
	CONSTRAINT "family_members_sex_check" CHECK("family_members"."sex" in ('male', 'female')),
	CONSTRAINT "family_members_birth_on_check" CHECK("family_members"."birth_on" like '____-__-__'),
	CONSTRAINT "family_members_employment_check" CHECK("family_members"."employment" in ('employed', 'laid_off', 'unemployed', 'retired', 'sick_leave', 'early_retired', 'migrant_worker', 'student', 'other')),
	CONSTRAINT "family_members_health_check" CHECK("family_members"."health" in ('good', 'minor_illness', 'major_illness', 'disabled')),
	CONSTRAINT "family_members_education_stage_check" CHECK("family_members"."education_stage" in ('primary', 'junior', 'senior', 'vocational', 'college', 'bachelor', 'graduate')),
	CONSTRAINT "family_members_monthly_income_fen_check" CHECK(typeof("family_members"."monthly_income_fen") in ('integer', 'null')),
	CONSTRAINT "family_members_political_status_check" CHECK("family_members"."political_status" in ('party_member', 'youth_league', 'masses', 'other_party', 'other')),
	CONSTRAINT "family_members_marital_status_check" CHECK("family_members"."marital_status" in ('single', 'married', 'divorced', 'widowed')),
	CONSTRAINT "family_members_disability_kind_check" CHECK("family_members"."disability_kind" in ('visual', 'hearing', 'speech', 'intellectual', 'physical', 'mental', 'multiple')),
	CONSTRAINT "family_members_disability_grade_check" CHECK("family_members"."disability_grade" in ('first', 'second', 'third', 'fourth')),
	CONSTRAINT "family_members_enrolment_year_check" CHECK(typeof("family_members"."enrolment_year") in ('integer', 'null')),
	CONSTRAINT "family_members_insurance_check" CHECK("family_members"."insurance" in ('worker', 'resident', 'none', 'other'))
);
--> statement-breakpoint
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
CREATE TABLE `public_notices` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`published_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`taken_down_on` text,
	`place` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "public_notices_published_on_check" CHECK("public_notices"."published_on" like '____-__-__'),
	CONSTRAINT "public_notices_ends_on_check" CHECK("public_notices"."ends_on" like '____-__-__'),
	CONSTRAINT "public_notices_taken_down_on_check" CHECK("public_notices"."taken_down_on" like '____-__-__'),
	CONSTRAINT "public_notices_recorded_at_check" CHECK("public_notices"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `public_notices_number_unique` ON `public_notices` (`number`);--> statement-breakpoint
CREATE TABLE `subsistence_lines` (
	`id` text PRIMARY KEY NOT NULL,
	`region` text NOT NULL,
	`hukou_kind` text NOT NULL,
	`effective_on` text NOT NULL,
	`monthly_fen` integer NOT NULL,
	`document` text NOT NULL,
	`confirmed_by` text,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`confirmed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "subsistence_lines_hukou_kind_check" CHECK("subsistence_lines"."hukou_kind" in ('urban', 'rural')),
	CONSTRAINT "subsistence_lines_effective_on_check" CHECK("subsistence_lines"."effective_on" like '____-__-__'),
	CONSTRAINT "subsistence_lines_monthly_fen_check" CHECK(typeof("subsistence_lines"."monthly_fen") in ('integer', 'null')),
	CONSTRAINT "subsistence_lines_recorded_at_check" CHECK("subsistence_lines"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `line_once` ON `subsistence_lines` (`region`,`hukou_kind`,`effective_on`);--> statement-breakpoint
CREATE TABLE `duplicate_verdicts` (
	`id` text PRIMARY KEY NOT NULL,
	`first_family_id` text NOT NULL,
	`second_family_id` text NOT NULL,
	`verdict` text NOT NULL,
	`reason` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`first_family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`second_family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "duplicate_verdicts_verdict_check" CHECK("duplicate_verdicts"."verdict" in ('same_person', 'other_person')),
	CONSTRAINT "duplicate_verdicts_recorded_at_check" CHECK("duplicate_verdicts"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `verdict_once` ON `duplicate_verdicts` (`first_family_id`,`second_family_id`);--> statement-breakpoint
CREATE TABLE `family_exclusions` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`kind` text NOT NULL,
	`evidence` text NOT NULL,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "family_exclusions_kind_check" CHECK("family_exclusions"."kind" in ('second_home', 'business_owner', 'shareholder', 'private_school', 'private_car', 'refuses_checks', 'refuses_work'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `exclusion_once` ON `family_exclusions` (`family_id`,`kind`);--> statement-breakpoint
CREATE TABLE `family_reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`reviewed_on` text NOT NULL,
	`category_before` text,
	`category` text NOT NULL,
	`override_reason` text,
	`note` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "family_reviews_reviewed_on_check" CHECK("family_reviews"."reviewed_on" like '____-__-__'),
	CONSTRAINT "family_reviews_category_before_check" CHECK("family_reviews"."category_before" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship')),
	CONSTRAINT "family_reviews_category_check" CHECK("family_reviews"."category" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship')),
	CONSTRAINT "family_reviews_recorded_at_check" CHECK("family_reviews"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `reviews_by_family` ON `family_reviews` (`family_id`,`reviewed_on`);--> statement-breakpoint
CREATE TABLE `form_drafts` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`form` text NOT NULL,
	`content_sealed` text NOT NULL,
	`saved_at` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "form_drafts_saved_at_check" CHECK("form_drafts"."saved_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draft_once` ON `form_drafts` (`staff_id`,`form`);--> statement-breakpoint
CREATE TABLE `notice_families` (
	`id` text PRIMARY KEY NOT NULL,
	`notice_id` text NOT NULL,
	`family_id` text NOT NULL,
	`position` integer NOT NULL,
	`shown_name` text NOT NULL,
	`work_unit` text NOT NULL,
	`category` text,
	`division` text NOT NULL,
	FOREIGN KEY (`notice_id`) REFERENCES `public_notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "notice_families_position_check" CHECK(typeof("notice_families"."position") in ('integer', 'null')),
	CONSTRAINT "notice_families_category_check" CHECK("notice_families"."category" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notice_position` ON `notice_families` (`notice_id`,`position`);--> statement-breakpoint
CREATE INDEX `notices_by_family` ON `notice_families` (`family_id`);--> statement-breakpoint
CREATE TABLE `objections` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`notice_id` text NOT NULL,
	`received_on` text NOT NULL,
	`content` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	`handled_on` text,
	`outcome` text,
	`handling` text DEFAULT '' NOT NULL,
	`handled_by` text,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`notice_id`) REFERENCES `public_notices`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`handled_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "objections_handler" CHECK("objections"."handled_by" is null or "objections"."handled_by" <> "objections"."recorded_by"),
	CONSTRAINT "objections_received_on_check" CHECK("objections"."received_on" like '____-__-__'),
	CONSTRAINT "objections_recorded_at_check" CHECK("objections"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "objections_handled_on_check" CHECK("objections"."handled_on" like '____-__-__'),
	CONSTRAINT "objections_outcome_check" CHECK("objections"."outcome" in ('upheld', 'dismissed'))
);
--> statement-breakpoint
CREATE INDEX `objections_by_family` ON `objections` (`family_id`);--> statement-breakpoint
CREATE INDEX `objections_by_notice` ON `objections` (`notice_id`);--> statement-breakpoint
CREATE TABLE `papers` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`uploaded_at` text NOT NULL,
	`removed_by` text,
	`removed_at` text,
	`removed_reason` text,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`removed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "papers_kind_check" CHECK("papers"."kind" in ('application', 'approval_form', 'id_card', 'household_book', 'income_proof', 'bank_card', 'check_consent', 'notice', 'diagnosis', 'self_paid_receipts', 'disability_card', 'accident_proof', 'student_proof', 'schooling_receipts', 'allowance_certificate', 'labour_contract', 'other')),
	CONSTRAINT "papers_media_type_check" CHECK("papers"."media_type" in ('application/pdf', 'image/jpeg', 'image/png')),
	CONSTRAINT "papers_size_bytes_check" CHECK(typeof("papers"."size_bytes") in ('integer', 'null')),
	CONSTRAINT "papers_uploaded_at_check" CHECK("papers"."uploaded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "papers_removed_at_check" CHECK("papers"."removed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `papers_by_family` ON `papers` (`family_id`,`kind`,`removed_at`);--> statement-breakpoint
CREATE TABLE `saved_filters` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`list` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `filter_once` ON `saved_filters` (`staff_id`,`list`,`name`);--> statement-breakpoint
CREATE TABLE `jobs` (
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
	CONSTRAINT "jobs_kind_check" CHECK("jobs"."kind" in ('families.import', 'families.export')),
	CONSTRAINT "jobs_status_check" CHECK("jobs"."status" in ('waiting', 'running', 'checked', 'done', 'failed', 'cancelled')),
	CONSTRAINT "jobs_phase_check" CHECK("jobs"."phase" in ('reading', 'checking', 'importing', 'writing')),
	CONSTRAINT "jobs_total_check" CHECK(typeof("jobs"."total") in ('integer', 'null')),
	CONSTRAINT "jobs_done_check" CHECK(typeof("jobs"."done") in ('integer', 'null')),
	CONSTRAINT "jobs_created_at_check" CHECK("jobs"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_started_at_check" CHECK("jobs"."started_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_heartbeat_at_check" CHECK("jobs"."heartbeat_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_attempts_check" CHECK(typeof("jobs"."attempts") in ('integer', 'null')),
	CONSTRAINT "jobs_cancel_requested_at_check" CHECK("jobs"."cancel_requested_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_finished_at_check" CHECK("jobs"."finished_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `budget_adjustments` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`adjusted_on` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`document` text NOT NULL,
	`reason` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "adjustments_not_zero" CHECK("budget_adjustments"."amount_fen" <> 0),
	CONSTRAINT "budget_adjustments_adjusted_on_check" CHECK("budget_adjustments"."adjusted_on" like '____-__-__'),
	CONSTRAINT "budget_adjustments_amount_fen_check" CHECK(typeof("budget_adjustments"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "budget_adjustments_recorded_at_check" CHECK("budget_adjustments"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `adjustments_by_project` ON `budget_adjustments` (`project_id`);--> statement-breakpoint
CREATE TABLE `commands` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`fingerprint` text NOT NULL,
	`result` text NOT NULL,
	`staff_id` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "commands_recorded_at_check" CHECK("commands"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `indicator_assessments` (
	`indicator_id` text PRIMARY KEY NOT NULL,
	`grade` text,
	`ratio_percent` integer,
	`sentence` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicators`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicator_assessments_grade_check" CHECK("indicator_assessments"."grade" in ('achieved', 'partly', 'not_achieved')),
	CONSTRAINT "indicator_assessments_ratio_percent_check" CHECK(typeof("indicator_assessments"."ratio_percent") in ('integer', 'null')),
	CONSTRAINT "indicator_assessments_recorded_at_check" CHECK("indicator_assessments"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `indicators` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`position` integer NOT NULL,
	`level1` text NOT NULL,
	`level2` text NOT NULL,
	`level3` text,
	`kind` text NOT NULL,
	`metric` text,
	`count_basis` text,
	`operator` text,
	`target_value` text,
	`target_unit` text,
	`target_text` text NOT NULL,
	`weight_hundredths` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicators_position_check" CHECK(typeof("indicators"."position") in ('integer', 'null')),
	CONSTRAINT "indicators_kind_check" CHECK("indicators"."kind" in ('quantitative', 'qualitative')),
	CONSTRAINT "indicators_metric_check" CHECK("indicators"."metric" in ('budget_execution', 'funds_in_place', 'people_helped.living', 'people_helped.schooling', 'people_helped.medical', 'coverage', 'timeliness', 'satisfaction')),
	CONSTRAINT "indicators_count_basis_check" CHECK("indicators"."count_basis" in ('persons', 'person_times', 'families')),
	CONSTRAINT "indicators_operator_check" CHECK("indicators"."operator" in ('=', '>', '>=', '<', '<=')),
	CONSTRAINT "indicators_weight_hundredths_check" CHECK(typeof("indicators"."weight_hundredths") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `indicators_position` ON `indicators` (`project_id`,`position`);--> statement-breakpoint
CREATE TABLE `programmes` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`window_start_on` text NOT NULL,
	`window_end_on` text NOT NULL,
	`planned_people` integer,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "programmes_window" CHECK("programmes"."window_start_on" <= "programmes"."window_end_on"),
	CONSTRAINT "programmes_type_check" CHECK("programmes"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "programmes_window_start_on_check" CHECK("programmes"."window_start_on" like '____-__-__'),
	CONSTRAINT "programmes_window_end_on_check" CHECK("programmes"."window_end_on" like '____-__-__'),
	CONSTRAINT "programmes_planned_people_check" CHECK(typeof("programmes"."planned_people") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `programmes_type` ON `programmes` (`project_id`,`type`);--> statement-breakpoint
CREATE TABLE `project_components` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`position` integer NOT NULL,
	`subject` text NOT NULL,
	`amount_fen` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "project_components_position_check" CHECK(typeof("project_components"."position") in ('integer', 'null')),
	CONSTRAINT "project_components_amount_fen_check" CHECK(typeof("project_components"."amount_fen") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `components_position` ON `project_components` (`project_id`,`position`);--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`centre_name` text NOT NULL,
	`project_name` text NOT NULL,
	`unit_code` text NOT NULL,
	`use_type` text NOT NULL,
	`leader` text NOT NULL,
	`contact` text NOT NULL,
	`phone` text NOT NULL,
	`start_on` text NOT NULL,
	`end_on` text NOT NULL,
	`total_fen` integer NOT NULL,
	`current_fen` integer NOT NULL,
	`previous_total_fen` integer,
	`previous_current_fen` integer,
	`overview` text NOT NULL,
	`basis` text NOT NULL,
	`necessity` text NOT NULL,
	`measures` text NOT NULL,
	`plan` text NOT NULL,
	`remarks` text NOT NULL,
	`overall_goal` text NOT NULL,
	`annual_goal` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	`version` integer NOT NULL,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "projects_dates" CHECK("projects"."start_on" <= "projects"."end_on"),
	CONSTRAINT "projects_year_check" CHECK(typeof("projects"."year") in ('integer', 'null')),
	CONSTRAINT "projects_start_on_check" CHECK("projects"."start_on" like '____-__-__'),
	CONSTRAINT "projects_end_on_check" CHECK("projects"."end_on" like '____-__-__'),
	CONSTRAINT "projects_total_fen_check" CHECK(typeof("projects"."total_fen") in ('integer', 'null')),
	CONSTRAINT "projects_current_fen_check" CHECK(typeof("projects"."current_fen") in ('integer', 'null')),
	CONSTRAINT "projects_previous_total_fen_check" CHECK(typeof("projects"."previous_total_fen") in ('integer', 'null')),
	CONSTRAINT "projects_previous_current_fen_check" CHECK(typeof("projects"."previous_current_fen") in ('integer', 'null')),
	CONSTRAINT "projects_recorded_at_check" CHECK("projects"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "projects_version_check" CHECK(typeof("projects"."version") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `projects_year_unique` ON `projects` (`year`);--> statement-breakpoint
CREATE TABLE `receipts` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`source` text NOT NULL,
	`received_on` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`voucher` text NOT NULL,
	`remarks` text NOT NULL,
	`corrects_id` text,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "receipts_sign" CHECK(("receipts"."corrects_id" is null and "receipts"."amount_fen" > 0) or ("receipts"."corrects_id" is not null and "receipts"."amount_fen" < 0)),
	CONSTRAINT "receipts_source_check" CHECK("receipts"."source" in ('central', 'local', 'union', 'donation', 'interest', 'other')),
	CONSTRAINT "receipts_received_on_check" CHECK("receipts"."received_on" like '____-__-__'),
	CONSTRAINT "receipts_amount_fen_check" CHECK(typeof("receipts"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "receipts_recorded_at_check" CHECK("receipts"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `receipts_corrects_id_unique` ON `receipts` (`corrects_id`);--> statement-breakpoint
CREATE INDEX `receipts_by_project` ON `receipts` (`project_id`,`received_on`);--> statement-breakpoint
CREATE TABLE `target_form_uploads` (
	`id` text PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`reading` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`uploaded_at` text NOT NULL,
	`confirmed_at` text,
	FOREIGN KEY (`uploaded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "target_form_uploads_uploaded_at_check" CHECK("target_form_uploads"."uploaded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "target_form_uploads_confirmed_at_check" CHECK("target_form_uploads"."confirmed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`campaign_id` text,
	`family_id` text NOT NULL,
	`member_id` text NOT NULL,
	`status` text NOT NULL,
	`applied_on` text NOT NULL,
	`requested_fen` integer NOT NULL,
	`medical_total_fen` integer,
	`medical_reimbursed_fen` integer,
	`reason` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	`reviewed_by` text,
	`reviewed_on` text,
	`reviewed_fen` integer,
	`review_note` text,
	`decided_by` text,
	`decided_on` text,
	`decision_note` text,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `family_members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "applications_amount" CHECK("applications"."requested_fen" > 0),
	CONSTRAINT "applications_reviewer" CHECK("applications"."reviewed_by" is null or "applications"."reviewed_by" <> "applications"."recorded_by"),
	CONSTRAINT "applications_decider" CHECK("applications"."decided_by" is null or ("applications"."decided_by" <> "applications"."recorded_by" and "applications"."decided_by" <> "applications"."reviewed_by")),
	CONSTRAINT "applications_type_check" CHECK("applications"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "applications_status_check" CHECK("applications"."status" in ('submitted', 'reviewed', 'approved', 'rejected', 'returned', 'withdrawn')),
	CONSTRAINT "applications_applied_on_check" CHECK("applications"."applied_on" like '____-__-__'),
	CONSTRAINT "applications_requested_fen_check" CHECK(typeof("applications"."requested_fen") in ('integer', 'null')),
	CONSTRAINT "applications_medical_total_fen_check" CHECK(typeof("applications"."medical_total_fen") in ('integer', 'null')),
	CONSTRAINT "applications_medical_reimbursed_fen_check" CHECK(typeof("applications"."medical_reimbursed_fen") in ('integer', 'null')),
	CONSTRAINT "applications_recorded_at_check" CHECK("applications"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "applications_reviewed_on_check" CHECK("applications"."reviewed_on" like '____-__-__'),
	CONSTRAINT "applications_reviewed_fen_check" CHECK(typeof("applications"."reviewed_fen") in ('integer', 'null')),
	CONSTRAINT "applications_decided_on_check" CHECK("applications"."decided_on" like '____-__-__')
);
--> statement-breakpoint
CREATE INDEX `applications_by_status` ON `applications` (`project_id`,`status`,`type`);--> statement-breakpoint
CREATE INDEX `applications_by_family` ON `applications` (`family_id`);--> statement-breakpoint
CREATE INDEX `applications_by_campaign` ON `applications` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `awards` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`family_id` text NOT NULL,
	`member_id` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`approved_on` text NOT NULL,
	`approved_by` text NOT NULL,
	`released_on` text,
	`release_reason` text,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `family_members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approved_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "awards_amount" CHECK("awards"."amount_fen" > 0),
	CONSTRAINT "awards_type_check" CHECK("awards"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "awards_amount_fen_check" CHECK(typeof("awards"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "awards_approved_on_check" CHECK("awards"."approved_on" like '____-__-__'),
	CONSTRAINT "awards_released_on_check" CHECK("awards"."released_on" like '____-__-__'),
	CONSTRAINT "awards_recorded_at_check" CHECK("awards"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `awards_application_id_unique` ON `awards` (`application_id`);--> statement-breakpoint
CREATE INDEX `awards_by_project` ON `awards` (`project_id`,`type`);--> statement-breakpoint
CREATE INDEX `awards_by_family` ON `awards` (`family_id`);--> statement-breakpoint
CREATE INDEX `awards_by_member` ON `awards` (`member_id`);--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`name` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`started_on` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "campaigns_type_check" CHECK("campaigns"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "campaigns_amount_fen_check" CHECK(typeof("campaigns"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "campaigns_started_on_check" CHECK("campaigns"."started_on" like '____-__-__'),
	CONSTRAINT "campaigns_recorded_at_check" CHECK("campaigns"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `payments` (
	`id` text PRIMARY KEY NOT NULL,
	`award_id` text NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`family_id` text NOT NULL,
	`member_id` text NOT NULL,
	`kind` text NOT NULL,
	`corrects_id` text,
	`original_id` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`paid_on` text NOT NULL,
	`bank_reference` text NOT NULL,
	`remarks` text NOT NULL,
	`command_id` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`award_id`) REFERENCES `awards`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `family_members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`corrects_id`) REFERENCES `payments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payments_sign" CHECK(("payments"."kind" = 'payment' and "payments"."amount_fen" > 0 and "payments"."corrects_id" is null) or ("payments"."kind" <> 'payment' and "payments"."amount_fen" <> 0 and "payments"."corrects_id" is not null)),
	CONSTRAINT "payments_type_check" CHECK("payments"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "payments_kind_check" CHECK("payments"."kind" in ('payment', 'return', 'reversal', 'recovery')),
	CONSTRAINT "payments_amount_fen_check" CHECK(typeof("payments"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "payments_paid_on_check" CHECK("payments"."paid_on" like '____-__-__'),
	CONSTRAINT "payments_recorded_at_check" CHECK("payments"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `payments_by_project` ON `payments` (`project_id`,`paid_on`);--> statement-breakpoint
CREATE INDEX `payments_by_award` ON `payments` (`award_id`);--> statement-breakpoint
CREATE INDEX `payments_by_family` ON `payments` (`family_id`);--> statement-breakpoint
CREATE INDEX `payments_by_correction` ON `payments` (`corrects_id`);--> statement-breakpoint
CREATE INDEX `payments_by_original` ON `payments` (`original_id`);