CREATE TABLE `parked_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text,
	`path` text NOT NULL,
	`content_sealed` text NOT NULL,
	`parked_at` text NOT NULL,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "parked_forms_parked_at_check" CHECK("parked_forms"."parked_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `contract_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`effective_on` text NOT NULL,
	`is_required` integer NOT NULL,
	`document` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "contract_rules_effective_on_check" CHECK("contract_rules"."effective_on" like '____-__-__'),
	CONSTRAINT "contract_rules_is_required_check" CHECK("contract_rules"."is_required" in (0, 1)),
	CONSTRAINT "contract_rules_recorded_at_check" CHECK("contract_rules"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `contract_rules_effective_on_unique` ON `contract_rules` (`effective_on`);--> statement-breakpoint
CREATE TABLE `family_statements` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`review_id` text,
	`stated_on` text NOT NULL,
	`wages_fen` integer NOT NULL,
	`business_fen` integer NOT NULL,
	`property_fen` integer NOT NULL,
	`transfer_fen` integer NOT NULL,
	`other_income_fen` integer NOT NULL,
	`rigid_expense_fen` integer NOT NULL,
	`rigid_medical_fen` integer NOT NULL,
	`rigid_schooling_fen` integer NOT NULL,
	`rigid_housing_fen` integer NOT NULL,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`review_id`) REFERENCES `family_reviews`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "family_statements_stated_on_check" CHECK("family_statements"."stated_on" like '____-__-__'),
	CONSTRAINT "family_statements_wages_fen_check" CHECK(typeof("family_statements"."wages_fen") in ('integer', 'null')),
	CONSTRAINT "family_statements_business_fen_check" CHECK(typeof("family_statements"."business_fen") in ('integer', 'null')),
	CONSTRAINT "family_statements_property_fen_check" CHECK(typeof("family_statements"."property_fen") in ('integer', 'null')),
	CONSTRAINT "family_statements_transfer_fen_check" CHECK(typeof("family_statements"."transfer_fen") in ('integer', 'null')),
	CONSTRAINT "family_statements_other_income_fen_check" CHECK(typeof("family_statements"."other_income_fen") in ('integer', 'null')),
	CONSTRAINT "family_statements_rigid_expense_fen_check" CHECK(typeof("family_statements"."rigid_expense_fen") in ('integer', 'null')),
	CONSTRAINT "family_statements_rigid_medical_fen_check" CHECK(typeof("family_statements"."rigid_medical_fen") in ('integer', 'null')),
	CONSTRAINT "family_statements_rigid_schooling_fen_check" CHECK(typeof("family_statements"."rigid_schooling_fen") in ('integer', 'null')),
	CONSTRAINT "family_statements_rigid_housing_fen_check" CHECK(typeof("family_statements"."rigid_housing_fen") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `statements_by_family` ON `family_statements` (`family_id`,`stated_on`);--> statement-breakpoint
CREATE TABLE `stated_incomes` (
	`id` text PRIMARY KEY NOT NULL,
	`statement_id` text NOT NULL,
	`member_id` text NOT NULL,
	`monthly_income_fen` integer NOT NULL,
	FOREIGN KEY (`statement_id`) REFERENCES `family_statements`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `family_members`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stated_incomes_monthly_income_fen_check" CHECK(typeof("stated_incomes"."monthly_income_fen") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stated_income_once` ON `stated_incomes` (`statement_id`,`member_id`);--> statement-breakpoint
CREATE TABLE `carried_receipts` (
	`receipt_id` text PRIMARY KEY NOT NULL,
	`from_project_id` text,
	FOREIGN KEY (`receipt_id`) REFERENCES `receipts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `carried_receipts_by_project` ON `carried_receipts` (`from_project_id`);--> statement-breakpoint
CREATE TABLE `campaign_candidates` (
	`id` text PRIMARY KEY NOT NULL,
	`campaign_id` text NOT NULL,
	`position` integer NOT NULL,
	`family_id` text NOT NULL,
	`member_id` text NOT NULL,
	`is_in` integer NOT NULL,
	`reason` text,
	`amount_fen` integer NOT NULL,
	`exception_reason` text,
	`exception_by` text,
	`exception_at` text,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `family_members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`exception_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "candidates_amount" CHECK("campaign_candidates"."amount_fen" > 0),
	CONSTRAINT "campaign_candidates_position_check" CHECK(typeof("campaign_candidates"."position") in ('integer', 'null')),
	CONSTRAINT "campaign_candidates_is_in_check" CHECK("campaign_candidates"."is_in" in (0, 1)),
	CONSTRAINT "campaign_candidates_reason_check" CHECK("campaign_candidates"."reason" in ('other_category', 'other_cause', 'other_division', 'other_stage', 'not_union_member', 'not_migrant', 'registered_later', 'listed_twice', 'already_paid', 'already_awarded', 'open_application')),
	CONSTRAINT "campaign_candidates_amount_fen_check" CHECK(typeof("campaign_candidates"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "campaign_candidates_exception_at_check" CHECK("campaign_candidates"."exception_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `candidates_once` ON `campaign_candidates` (`campaign_id`,`member_id`);--> statement-breakpoint
CREATE INDEX `candidates_in_order` ON `campaign_candidates` (`campaign_id`,`is_in`,`position`);--> statement-breakpoint
CREATE INDEX `candidates_by_family` ON `campaign_candidates` (`family_id`);--> statement-breakpoint
CREATE TABLE `relief_settings` (
	`project_id` text PRIMARY KEY NOT NULL,
	`extra_level_fen` integer,
	`set_by` text NOT NULL,
	`set_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`set_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "relief_settings_extra_level_fen_check" CHECK(typeof("relief_settings"."extra_level_fen") in ('integer', 'null')),
	CONSTRAINT "relief_settings_set_at_check" CHECK("relief_settings"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `relief_standard_amounts` (
	`id` text PRIMARY KEY NOT NULL,
	`standard_id` text NOT NULL,
	`category` text,
	`stage` text,
	`amount_fen` integer NOT NULL,
	FOREIGN KEY (`standard_id`) REFERENCES `relief_standards`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "relief_standard_amounts_positive" CHECK("relief_standard_amounts"."amount_fen" > 0),
	CONSTRAINT "relief_standard_amounts_one_key" CHECK(("relief_standard_amounts"."category" is null) <> ("relief_standard_amounts"."stage" is null)),
	CONSTRAINT "relief_standard_amounts_category_check" CHECK("relief_standard_amounts"."category" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship')),
	CONSTRAINT "relief_standard_amounts_stage_check" CHECK("relief_standard_amounts"."stage" in ('primary', 'junior', 'senior', 'vocational', 'college', 'bachelor', 'graduate')),
	CONSTRAINT "relief_standard_amounts_amount_fen_check" CHECK(typeof("relief_standard_amounts"."amount_fen") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `relief_standard_amounts_once` ON `relief_standard_amounts` (`standard_id`,`category`,`stage`);--> statement-breakpoint
CREATE TABLE `relief_standards` (
	`id` text PRIMARY KEY NOT NULL,
	`effective_on` text NOT NULL,
	`document` text NOT NULL,
	`living_months` integer NOT NULL,
	`schooling_months` integer NOT NULL,
	`medical_percent` integer,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	`confirmed_by` text,
	`confirmed_at` text,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "relief_standards_months" CHECK("relief_standards"."living_months" between 1 and 36 and "relief_standards"."schooling_months" between 1 and 36),
	CONSTRAINT "relief_standards_percent" CHECK("relief_standards"."medical_percent" is null or "relief_standards"."medical_percent" between 1 and 100),
	CONSTRAINT "relief_standards_effective_on_check" CHECK("relief_standards"."effective_on" like '____-__-__'),
	CONSTRAINT "relief_standards_living_months_check" CHECK(typeof("relief_standards"."living_months") in ('integer', 'null')),
	CONSTRAINT "relief_standards_schooling_months_check" CHECK(typeof("relief_standards"."schooling_months") in ('integer', 'null')),
	CONSTRAINT "relief_standards_medical_percent_check" CHECK(typeof("relief_standards"."medical_percent") in ('integer', 'null')),
	CONSTRAINT "relief_standards_recorded_at_check" CHECK("relief_standards"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "relief_standards_confirmed_at_check" CHECK("relief_standards"."confirmed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `relief_standards_effective_on_unique` ON `relief_standards` (`effective_on`);--> statement-breakpoint
CREATE TABLE `ledger_awards` (
	`application_id` text PRIMARY KEY NOT NULL,
	`award_id` text NOT NULL,
	`import_id` text NOT NULL,
	`overrides` text NOT NULL,
	`overridden_by` text,
	`override_reason` text,
	FOREIGN KEY (`application_id`) REFERENCES `applications`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`award_id`) REFERENCES `awards`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`overridden_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "ledger_awards_override" CHECK(("ledger_awards"."overrides" = '') = ("ledger_awards"."overridden_by" is null) and ("ledger_awards"."overrides" = '') = ("ledger_awards"."override_reason" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_awards_award_id_unique` ON `ledger_awards` (`award_id`);--> statement-breakpoint
CREATE TABLE `ledger_rows` (
	`key` text PRIMARY KEY NOT NULL,
	`digest` text NOT NULL,
	`award_id` text NOT NULL,
	`payment_id` text,
	`import_id` text NOT NULL,
	FOREIGN KEY (`award_id`) REFERENCES `awards`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payment_id`) REFERENCES `payments`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ledger_rows_payment_id_unique` ON `ledger_rows` (`payment_id`);--> statement-breakpoint
CREATE INDEX `ledger_rows_by_award` ON `ledger_rows` (`award_id`);--> statement-breakpoint
CREATE TABLE `bank_files` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL,
	`layout` text NOT NULL,
	`format` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`line_count` integer NOT NULL,
	`amount_fen` integer NOT NULL,
	`exported_by` text NOT NULL,
	`exported_at` text NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`exported_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bank_files_line_count_check" CHECK(typeof("bank_files"."line_count") in ('integer', 'null')),
	CONSTRAINT "bank_files_amount_fen_check" CHECK(typeof("bank_files"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "bank_files_exported_at_check" CHECK("bank_files"."exported_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `bank_files_by_batch` ON `bank_files` (`batch_id`);--> statement-breakpoint
CREATE TABLE `bank_results` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`content_sealed` text NOT NULL,
	`mapping` text,
	`uploaded_by` text NOT NULL,
	`uploaded_at` text NOT NULL,
	`applied_by` text,
	`applied_at` text,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`applied_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bank_results_uploaded_at_check" CHECK("bank_results"."uploaded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "bank_results_applied_at_check" CHECK("bank_results"."applied_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `bank_results_by_batch` ON `bank_results` (`batch_id`);--> statement-breakpoint
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`number` text NOT NULL,
	`title` text NOT NULL,
	`campaign_id` text,
	`status` text NOT NULL,
	`made_by` text NOT NULL,
	`made_at` text NOT NULL,
	`submitted_at` text,
	`approved_by` text,
	`approved_on` text,
	`approved_digest` text,
	`return_note` text,
	`cancel_reason` text,
	`closed_at` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`made_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approved_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "batches_approver" CHECK("batches"."approved_by" is null or "batches"."approved_by" <> "batches"."made_by"),
	CONSTRAINT "batches_approved" CHECK(("batches"."approved_by" is null) = ("batches"."approved_digest" is null) and ("batches"."status" not in ('approved', 'exported', 'closed') or "batches"."approved_by" is not null)),
	CONSTRAINT "batches_status_check" CHECK("batches"."status" in ('draft', 'submitted', 'approved', 'exported', 'closed', 'cancelled')),
	CONSTRAINT "batches_made_at_check" CHECK("batches"."made_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "batches_submitted_at_check" CHECK("batches"."submitted_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "batches_approved_on_check" CHECK("batches"."approved_on" like '____-__-__'),
	CONSTRAINT "batches_closed_at_check" CHECK("batches"."closed_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "batches_version_check" CHECK(typeof("batches"."version") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `batches_number_unique` ON `batches` (`number`);--> statement-breakpoint
CREATE INDEX `batches_by_project` ON `batches` (`project_id`,`status`);--> statement-breakpoint
CREATE TABLE `instructions` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL,
	`line_number` integer NOT NULL,
	`award_id` text NOT NULL,
	`amount_fen` integer NOT NULL,
	`account_holder` text NOT NULL,
	`account_sealed` text NOT NULL,
	`account_fingerprint` text NOT NULL,
	`account_last4` text NOT NULL,
	`bank_name` text NOT NULL,
	`status` text NOT NULL,
	`result_on` text,
	`failure_cause` text,
	`failure_text` text,
	`bank_reference` text,
	`payment_id` text,
	FOREIGN KEY (`batch_id`) REFERENCES `batches`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`award_id`) REFERENCES `awards`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`payment_id`) REFERENCES `payments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "instructions_amount" CHECK("instructions"."amount_fen" > 0),
	CONSTRAINT "instructions_paid" CHECK(("instructions"."status" = 'succeeded') = ("instructions"."payment_id" is not null)),
	CONSTRAINT "instructions_failed" CHECK(("instructions"."status" = 'failed') = ("instructions"."failure_cause" is not null)),
	CONSTRAINT "instructions_line_number_check" CHECK(typeof("instructions"."line_number") in ('integer', 'null')),
	CONSTRAINT "instructions_amount_fen_check" CHECK(typeof("instructions"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "instructions_status_check" CHECK("instructions"."status" in ('queued', 'sent', 'succeeded', 'failed', 'withdrawn')),
	CONSTRAINT "instructions_result_on_check" CHECK("instructions"."result_on" like '____-__-__'),
	CONSTRAINT "instructions_failure_cause_check" CHECK("instructions"."failure_cause" in ('name_mismatch', 'wrong_branch', 'account_closed', 'account_frozen', 'account_inactive', 'identity_expired', 'account_unknown', 'other'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `instructions_payment_id_unique` ON `instructions` (`payment_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `instructions_line` ON `instructions` (`batch_id`,`line_number`);--> statement-breakpoint
CREATE INDEX `instructions_by_award` ON `instructions` (`award_id`);--> statement-breakpoint
CREATE INDEX `instructions_by_account` ON `instructions` (`account_fingerprint`,`status`);--> statement-breakpoint
CREATE UNIQUE INDEX `instructions_open` ON `instructions` (`award_id`) WHERE status in ('queued', 'sent');--> statement-breakpoint
CREATE TABLE `bank_layouts` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`columns` text NOT NULL,
	`defined_by` text NOT NULL,
	`defined_at` text NOT NULL,
	`retired_by` text,
	`retired_at` text,
	FOREIGN KEY (`defined_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`retired_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bank_layouts_retired" CHECK(("bank_layouts"."retired_by" is null) = ("bank_layouts"."retired_at" is null)),
	CONSTRAINT "bank_layouts_defined_at_check" CHECK("bank_layouts"."defined_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "bank_layouts_retired_at_check" CHECK("bank_layouts"."retired_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `paying_accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_holder` text NOT NULL,
	`bank_name` text NOT NULL,
	`account_sealed` text NOT NULL,
	`account_last4` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "paying_accounts_recorded_at_check" CHECK("paying_accounts"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE `account_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`family_id` text NOT NULL,
	`status` text NOT NULL,
	`bank_name` text NOT NULL,
	`account_holder` text NOT NULL,
	`account_sealed` text NOT NULL,
	`account_fingerprint` text NOT NULL,
	`account_last4` text NOT NULL,
	`old_bank_name` text NOT NULL,
	`old_account_holder` text NOT NULL,
	`old_account_fingerprint` text,
	`old_account_last4` text,
	`reason` text NOT NULL,
	`paper_id` text,
	`proposed_by` text NOT NULL,
	`proposed_at` text NOT NULL,
	`decided_by` text,
	`decided_at` text,
	`decision_note` text,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`paper_id`) REFERENCES `papers`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`proposed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "account_changes_two_people" CHECK("account_changes"."decided_by" is null or "account_changes"."decided_by" <> "account_changes"."proposed_by"),
	CONSTRAINT "account_changes_decided" CHECK(("account_changes"."status" = 'proposed') = ("account_changes"."decided_by" is null)),
	CONSTRAINT "account_changes_status_check" CHECK("account_changes"."status" in ('proposed', 'confirmed', 'rejected')),
	CONSTRAINT "account_changes_proposed_at_check" CHECK("account_changes"."proposed_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "account_changes_decided_at_check" CHECK("account_changes"."decided_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `account_changes_by_family` ON `account_changes` (`family_id`,`status`);--> statement-breakpoint
CREATE UNIQUE INDEX `account_changes_open` ON `account_changes` (`family_id`) WHERE status = 'proposed';--> statement-breakpoint
CREATE TABLE `result_layouts` (
	`id` text PRIMARY KEY NOT NULL,
	`headers` text NOT NULL,
	`mapping` text NOT NULL,
	`changed_by` text NOT NULL,
	`changed_at` text NOT NULL,
	FOREIGN KEY (`changed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "result_layouts_changed_at_check" CHECK("result_layouts"."changed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `result_layouts_headers_unique` ON `result_layouts` (`headers`);--> statement-breakpoint
CREATE TABLE `indicator_files` (
	`id` text PRIMARY KEY NOT NULL,
	`indicator_id` text NOT NULL,
	`file_name` text NOT NULL,
	`media_type` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`uploaded_at` text NOT NULL,
	`removed_by` text,
	`removed_at` text,
	`removed_reason` text,
	FOREIGN KEY (`indicator_id`) REFERENCES `indicators`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uploaded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`removed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicator_files_media_type_check" CHECK("indicator_files"."media_type" in ('application/pdf', 'image/jpeg', 'image/png')),
	CONSTRAINT "indicator_files_size_bytes_check" CHECK(typeof("indicator_files"."size_bytes") in ('integer', 'null')),
	CONSTRAINT "indicator_files_uploaded_at_check" CHECK("indicator_files"."uploaded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "indicator_files_removed_at_check" CHECK("indicator_files"."removed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `files_by_indicator` ON `indicator_files` (`indicator_id`);--> statement-breakpoint
CREATE TABLE `survey_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`person_id` text NOT NULL,
	`answered_on` text NOT NULL,
	`method` text NOT NULL,
	`outcome` text NOT NULL,
	`opinion` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	`replaced_at` text,
	FOREIGN KEY (`round_id`) REFERENCES `survey_rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `survey_people`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "survey_answers_answered_on_check" CHECK("survey_answers"."answered_on" like '____-__-__'),
	CONSTRAINT "survey_answers_method_check" CHECK("survey_answers"."method" in ('phone', 'paper')),
	CONSTRAINT "survey_answers_outcome_check" CHECK("survey_answers"."outcome" in ('very_satisfied', 'satisfied', 'fair', 'dissatisfied', 'unreached', 'declined')),
	CONSTRAINT "survey_answers_recorded_at_check" CHECK("survey_answers"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "survey_answers_replaced_at_check" CHECK("survey_answers"."replaced_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `answers_by_round` ON `survey_answers` (`round_id`,`answered_on`);--> statement-breakpoint
CREATE INDEX `answers_by_person` ON `survey_answers` (`person_id`);--> statement-breakpoint
CREATE TABLE `survey_people` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`position` integer NOT NULL,
	`member_id` text NOT NULL,
	`family_id` text NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `survey_rounds`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `family_members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "survey_people_position_check" CHECK(typeof("survey_people"."position") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `survey_people_position` ON `survey_people` (`round_id`,`position`);--> statement-breakpoint
CREATE INDEX `survey_people_by_member` ON `survey_people` (`member_id`);--> statement-breakpoint
CREATE TABLE `survey_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`name` text NOT NULL,
	`method` text NOT NULL,
	`start_on` text NOT NULL,
	`end_on` text NOT NULL,
	`paid_until_on` text NOT NULL,
	`sample_wish` integer NOT NULL,
	`sample_unit` text NOT NULL,
	`seed` integer NOT NULL,
	`drawn_from` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "rounds_period" CHECK("survey_rounds"."start_on" <= "survey_rounds"."end_on"),
	CONSTRAINT "survey_rounds_method_check" CHECK("survey_rounds"."method" in ('phone', 'paper')),
	CONSTRAINT "survey_rounds_start_on_check" CHECK("survey_rounds"."start_on" like '____-__-__'),
	CONSTRAINT "survey_rounds_end_on_check" CHECK("survey_rounds"."end_on" like '____-__-__'),
	CONSTRAINT "survey_rounds_paid_until_on_check" CHECK("survey_rounds"."paid_until_on" like '____-__-__'),
	CONSTRAINT "survey_rounds_sample_wish_check" CHECK(typeof("survey_rounds"."sample_wish") in ('integer', 'null')),
	CONSTRAINT "survey_rounds_sample_unit_check" CHECK("survey_rounds"."sample_unit" in ('people', 'percent')),
	CONSTRAINT "survey_rounds_seed_check" CHECK(typeof("survey_rounds"."seed") in ('integer', 'null')),
	CONSTRAINT "survey_rounds_drawn_from_check" CHECK(typeof("survey_rounds"."drawn_from") in ('integer', 'null')),
	CONSTRAINT "survey_rounds_recorded_at_check" CHECK("survey_rounds"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE INDEX `rounds_by_project` ON `survey_rounds` (`project_id`,`start_on`);--> statement-breakpoint
CREATE TABLE `services` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`served_on` text NOT NULL,
	`family_id` text,
	`person_name` text NOT NULL,
	`content` text NOT NULL,
	`outcome` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	`voided_at` text,
	`void_reason` text,
	`version` integer NOT NULL,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "services_kind_check" CHECK("services"."kind" in ('job_placement', 'training', 'start_up', 'petition', 'legal_aid', 'policy_advice')),
	CONSTRAINT "services_served_on_check" CHECK("services"."served_on" like '____-__-__'),
	CONSTRAINT "services_recorded_at_check" CHECK("services"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "services_voided_at_check" CHECK("services"."voided_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "services_version_check" CHECK(typeof("services"."version") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE INDEX `services_by_day` ON `services` (`served_on`,`id`);--> statement-breakpoint
CREATE INDEX `services_by_family` ON `services` (`family_id`);--> statement-breakpoint
CREATE TABLE `report_chapters` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`chapter` text NOT NULL,
	`content` text NOT NULL,
	`version` integer NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_chapters_chapter_check" CHECK("report_chapters"."chapter" in ('overview', 'goals', 'funds', 'indicators', 'grade', 'causes', 'measures', 'attachments')),
	CONSTRAINT "report_chapters_version_check" CHECK(typeof("report_chapters"."version") in ('integer', 'null')),
	CONSTRAINT "report_chapters_recorded_at_check" CHECK("report_chapters"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_chapters_chapter` ON `report_chapters` (`project_id`,`chapter`);--> statement-breakpoint
CREATE TABLE `report_files` (
	`id` text PRIMARY KEY NOT NULL,
	`freeze_id` text NOT NULL,
	`kind` text NOT NULL,
	`file_name` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`sha256` text NOT NULL,
	FOREIGN KEY (`freeze_id`) REFERENCES `report_freezes`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "report_files_kind_check" CHECK("report_files"."kind" in ('docx', 'xlsx', 'narrative')),
	CONSTRAINT "report_files_size_bytes_check" CHECK(typeof("report_files"."size_bytes") in ('integer', 'null'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `report_files_kind` ON `report_files` (`freeze_id`,`kind`);--> statement-breakpoint
CREATE TABLE `report_freezes` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`position` integer NOT NULL,
	`reason` text NOT NULL,
	`model` text NOT NULL,
	`model_sha256` text NOT NULL,
	`frozen_by` text NOT NULL,
	`frozen_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`frozen_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "freezes_not_negative" CHECK("report_freezes"."position" >= 0),
	CONSTRAINT "report_freezes_position_check" CHECK(typeof("report_freezes"."position") in ('integer', 'null')),
	CONSTRAINT "report_freezes_frozen_at_check" CHECK("report_freezes"."frozen_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `freezes_position` ON `report_freezes` (`project_id`,`position`);--> statement-breakpoint
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
	CONSTRAINT "jobs_kind_check" CHECK("__new_jobs"."kind" in ('families.import', 'families.export', 'payments.import', 'receipts.import')),
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
CREATE TABLE `__new_applications` (
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
	`school_stage` text,
	`school` text,
	`tuition_fen` integer,
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
	`confirmed_by` text,
	`confirmed_on` text,
	`confirmation_note` text,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`campaign_id`) REFERENCES `campaigns`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `families`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`member_id`) REFERENCES `family_members`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reviewed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "applications_amount" CHECK("__new_applications"."requested_fen" > 0),
	CONSTRAINT "applications_reviewer" CHECK("__new_applications"."reviewed_by" is null or "__new_applications"."reviewed_by" <> "__new_applications"."recorded_by"),
	CONSTRAINT "applications_decider" CHECK("__new_applications"."decided_by" is null or ("__new_applications"."decided_by" <> "__new_applications"."recorded_by" and "__new_applications"."decided_by" <> "__new_applications"."reviewed_by")),
	CONSTRAINT "applications_confirmer" CHECK("__new_applications"."confirmed_by" is null or ("__new_applications"."confirmed_by" <> "__new_applications"."recorded_by" and "__new_applications"."confirmed_by" <> "__new_applications"."reviewed_by" and "__new_applications"."confirmed_by" <> "__new_applications"."decided_by")),
	CONSTRAINT "applications_type_check" CHECK("__new_applications"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "applications_status_check" CHECK("__new_applications"."status" in ('submitted', 'reviewed', 'confirming', 'approved', 'rejected', 'returned', 'withdrawn')),
	CONSTRAINT "applications_applied_on_check" CHECK("__new_applications"."applied_on" like '____-__-__'),
	CONSTRAINT "applications_requested_fen_check" CHECK(typeof("__new_applications"."requested_fen") in ('integer', 'null')),
	CONSTRAINT "applications_medical_total_fen_check" CHECK(typeof("__new_applications"."medical_total_fen") in ('integer', 'null')),
	CONSTRAINT "applications_medical_reimbursed_fen_check" CHECK(typeof("__new_applications"."medical_reimbursed_fen") in ('integer', 'null')),
	CONSTRAINT "applications_school_stage_check" CHECK("__new_applications"."school_stage" in ('primary', 'junior', 'senior', 'vocational', 'college', 'bachelor', 'graduate')),
	CONSTRAINT "applications_tuition_fen_check" CHECK(typeof("__new_applications"."tuition_fen") in ('integer', 'null')),
	CONSTRAINT "applications_recorded_at_check" CHECK("__new_applications"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "applications_reviewed_on_check" CHECK("__new_applications"."reviewed_on" like '____-__-__'),
	CONSTRAINT "applications_reviewed_fen_check" CHECK(typeof("__new_applications"."reviewed_fen") in ('integer', 'null')),
	CONSTRAINT "applications_decided_on_check" CHECK("__new_applications"."decided_on" like '____-__-__'),
	CONSTRAINT "applications_confirmed_on_check" CHECK("__new_applications"."confirmed_on" like '____-__-__')
);
--> statement-breakpoint
INSERT INTO `__new_applications`("id", "project_id", "type", "campaign_id", "family_id", "member_id", "status", "applied_on", "requested_fen", "medical_total_fen", "medical_reimbursed_fen", "school_stage", "school", "tuition_fen", "reason", "recorded_by", "recorded_at", "reviewed_by", "reviewed_on", "reviewed_fen", "review_note", "decided_by", "decided_on", "decision_note", "confirmed_by", "confirmed_on", "confirmation_note") SELECT "id", "project_id", "type", "campaign_id", "family_id", "member_id", "status", "applied_on", "requested_fen", "medical_total_fen", "medical_reimbursed_fen", NULL, NULL, NULL, "reason", "recorded_by", "recorded_at", "reviewed_by", "reviewed_on", "reviewed_fen", "review_note", "decided_by", "decided_on", "decision_note", NULL, NULL, NULL FROM `applications`;--> statement-breakpoint
DROP TABLE `applications`;--> statement-breakpoint
ALTER TABLE `__new_applications` RENAME TO `applications`;--> statement-breakpoint
CREATE INDEX `applications_by_status` ON `applications` (`project_id`,`status`,`type`);--> statement-breakpoint
CREATE INDEX `applications_by_day` ON `applications` (`project_id`,`applied_on`,`id`);--> statement-breakpoint
CREATE INDEX `applications_by_family` ON `applications` (`family_id`);--> statement-breakpoint
CREATE INDEX `applications_by_campaign` ON `applications` (`campaign_id`);--> statement-breakpoint
CREATE TABLE `__new_programmes` (
	`id` text PRIMARY KEY NOT NULL,
	`project_id` text NOT NULL,
	`type` text NOT NULL,
	`window_start_on` text NOT NULL,
	`window_end_on` text NOT NULL,
	`planned_people` integer,
	`per_head_fen` integer,
	`timely_days` integer,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "programmes_window" CHECK("__new_programmes"."window_start_on" <= "__new_programmes"."window_end_on"),
	CONSTRAINT "programmes_type_check" CHECK("__new_programmes"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "programmes_window_start_on_check" CHECK("__new_programmes"."window_start_on" like '____-__-__'),
	CONSTRAINT "programmes_window_end_on_check" CHECK("__new_programmes"."window_end_on" like '____-__-__'),
	CONSTRAINT "programmes_planned_people_check" CHECK(typeof("__new_programmes"."planned_people") in ('integer', 'null')),
	CONSTRAINT "programmes_per_head_fen_check" CHECK(typeof("__new_programmes"."per_head_fen") in ('integer', 'null')),
	CONSTRAINT "programmes_timely_days_check" CHECK(typeof("__new_programmes"."timely_days") in ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_programmes`("id", "project_id", "type", "window_start_on", "window_end_on", "planned_people", "per_head_fen", "timely_days") SELECT "id", "project_id", "type", "window_start_on", "window_end_on", "planned_people", NULL, NULL FROM `programmes`;--> statement-breakpoint
DROP TABLE `programmes`;--> statement-breakpoint
ALTER TABLE `__new_programmes` RENAME TO `programmes`;--> statement-breakpoint
CREATE UNIQUE INDEX `programmes_type` ON `programmes` (`project_id`,`type`);--> statement-breakpoint
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
	`recorded_by` text NOT NULL,
	`recorded_at` text NOT NULL,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "campaigns_type_check" CHECK("__new_campaigns"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "campaigns_amount_fen_check" CHECK(typeof("__new_campaigns"."amount_fen") in ('integer', 'null')),
	CONSTRAINT "campaigns_started_on_check" CHECK("__new_campaigns"."started_on" like '____-__-__'),
	CONSTRAINT "campaigns_noticed_on_check" CHECK("__new_campaigns"."noticed_on" like '____-__-__'),
	CONSTRAINT "campaigns_notice_ends_on_check" CHECK("__new_campaigns"."notice_ends_on" like '____-__-__'),
	CONSTRAINT "campaigns_recorded_at_check" CHECK("__new_campaigns"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
INSERT INTO `__new_campaigns`("id", "project_id", "type", "name", "amount_fen", "started_on", "rule", "noticed_on", "notice_ends_on", "notice_place", "recorded_by", "recorded_at") SELECT "id", "project_id", "type", "name", "amount_fen", "started_on", NULL, NULL, NULL, NULL, "recorded_by", "recorded_at" FROM `campaigns`;--> statement-breakpoint
DROP TABLE `campaigns`;--> statement-breakpoint
ALTER TABLE `__new_campaigns` RENAME TO `campaigns`;--> statement-breakpoint
CREATE INDEX `awards_by_day` ON `awards` (`project_id`,`approved_on`,`id`);