CREATE TABLE "centre" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"created_at" text NOT NULL,
	CONSTRAINT "centre_created_at_check" CHECK ("centre"."created_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"created_at" text NOT NULL,
	"seen_at" text NOT NULL,
	CONSTRAINT "sessions_created_at_check" CHECK ("sessions"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "sessions_seen_at_check" CHECK ("sessions"."seen_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" text PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text NOT NULL,
	"active" boolean NOT NULL,
	"failed_logins" bigint NOT NULL,
	"locked_until_at" text,
	"created_at" text NOT NULL,
	CONSTRAINT "staff_username_unique" UNIQUE("username"),
	CONSTRAINT "staff_locked_until_at_check" CHECK ("staff"."locked_until_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "staff_created_at_check" CHECK ("staff"."created_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "staff_roles" (
	"staff_id" text NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "staff_roles_staff_id_role_pk" PRIMARY KEY("staff_id","role"),
	CONSTRAINT "staff_roles_role_check" CHECK ("staff_roles"."role" in ('caseworker', 'finance', 'head', 'auditor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"sequence" bigint PRIMARY KEY NOT NULL,
	"recorded_at" text NOT NULL,
	"staff_id" text,
	"staff_name" text NOT NULL,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"detail" text NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "audit_entries_recorded_at_check" CHECK ("audit_entries"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "families" (
	"id" text PRIMARY KEY NOT NULL,
	"file_number" text NOT NULL,
	"file_year" bigint NOT NULL,
	"file_sequence" bigint NOT NULL,
	"status" text NOT NULL,
	"rule_set" text NOT NULL,
	"category" text,
	"override_reason" text,
	"main_cause" text,
	"division" text NOT NULL,
	"hukou_kind" text NOT NULL,
	"address" text NOT NULL,
	"phone" text NOT NULL,
	"work_unit" text NOT NULL,
	"union_member" boolean NOT NULL,
	"wages_fen" bigint NOT NULL,
	"business_fen" bigint NOT NULL,
	"property_fen" bigint NOT NULL,
	"transfer_fen" bigint NOT NULL,
	"other_income_fen" bigint NOT NULL,
	"rigid_expense_fen" bigint NOT NULL,
	"bank_name" text NOT NULL,
	"account_holder" text NOT NULL,
	"account_sealed" text,
	"account_fingerprint" text,
	"account_last4" text,
	"rigid_medical_fen" bigint DEFAULT 0 NOT NULL,
	"rigid_schooling_fen" bigint DEFAULT 0 NOT NULL,
	"rigid_housing_fen" bigint DEFAULT 0 NOT NULL,
	"second_cause" text,
	"third_cause" text,
	"fourth_cause" text,
	"certificate_number" text DEFAULT '' NOT NULL,
	"model_worker" text,
	"housing_kind" text,
	"housing_area" bigint,
	"postcode" text DEFAULT '' NOT NULL,
	"other_contact" text DEFAULT '' NOT NULL,
	"working_since_on" text,
	"industry" text DEFAULT '' NOT NULL,
	"unit_kind" text,
	"enterprise_state" text,
	"single_parent" boolean DEFAULT false NOT NULL,
	"can_self_help" boolean DEFAULT false NOT NULL,
	"zero_employment" boolean DEFAULT false NOT NULL,
	"contract_year" boolean DEFAULT false NOT NULL,
	"previous_family_id" text,
	"review_due_on" text,
	"notice_id" text,
	"erased_at" text,
	"remarks" text NOT NULL,
	"applied_on" text NOT NULL,
	"submitted_on" text,
	"visited_on" text,
	"visit_note" text,
	"visitors" text,
	"visit_housing" text,
	"visit_residents" text,
	"visit_income_agrees" boolean,
	"publicised_on" text,
	"registered_on" text,
	"rejected_on" text,
	"decision_note" text,
	"exited_on" text,
	"exit_reason" text,
	"recorded_by" text NOT NULL,
	"visited_by" text,
	"approved_by" text,
	"recorded_at" text NOT NULL,
	"import_id" text,
	"import_digest" text,
	"version" bigint NOT NULL,
	CONSTRAINT "families_file_number_unique" UNIQUE("file_number"),
	CONSTRAINT "families_maker_checker" CHECK ("families"."approved_by" is null or "families"."approved_by" <> "families"."recorded_by"),
	CONSTRAINT "families_status_check" CHECK ("families"."status" in ('draft', 'submitted', 'visited', 'publicised', 'approved', 'rejected', 'returned', 'exited')),
	CONSTRAINT "families_category_check" CHECK ("families"."category" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship')),
	CONSTRAINT "families_main_cause_check" CHECK ("families"."main_cause" in ('own_illness', 'relative_illness', 'accident', 'disability', 'low_income', 'laid_off', 'schooling', 'single_parent', 'other')),
	CONSTRAINT "families_hukou_kind_check" CHECK ("families"."hukou_kind" in ('urban', 'rural', 'converted')),
	CONSTRAINT "families_second_cause_check" CHECK ("families"."second_cause" in ('own_illness', 'relative_illness', 'accident', 'disability', 'low_income', 'laid_off', 'schooling', 'single_parent', 'other')),
	CONSTRAINT "families_third_cause_check" CHECK ("families"."third_cause" in ('own_illness', 'relative_illness', 'accident', 'disability', 'low_income', 'laid_off', 'schooling', 'single_parent', 'other')),
	CONSTRAINT "families_fourth_cause_check" CHECK ("families"."fourth_cause" in ('own_illness', 'relative_illness', 'accident', 'disability', 'low_income', 'laid_off', 'schooling', 'single_parent', 'other')),
	CONSTRAINT "families_model_worker_check" CHECK ("families"."model_worker" in ('none', 'national', 'provincial', 'municipal')),
	CONSTRAINT "families_housing_kind_check" CHECK ("families"."housing_kind" in ('public_rental', 'low_rent', 'owned', 'homeless', 'rented', 'self_built', 'other')),
	CONSTRAINT "families_working_since_on_check" CHECK ("families"."working_since_on" like '____-__-__'),
	CONSTRAINT "families_unit_kind_check" CHECK ("families"."unit_kind" in ('state', 'collective', 'private', 'foreign', 'public_body', 'other')),
	CONSTRAINT "families_enterprise_state_check" CHECK ("families"."enterprise_state" in ('normal', 'difficult', 'halted', 'bankrupt', 'restructured')),
	CONSTRAINT "families_review_due_on_check" CHECK ("families"."review_due_on" like '____-__-__'),
	CONSTRAINT "families_erased_at_check" CHECK ("families"."erased_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "families_applied_on_check" CHECK ("families"."applied_on" like '____-__-__'),
	CONSTRAINT "families_submitted_on_check" CHECK ("families"."submitted_on" like '____-__-__'),
	CONSTRAINT "families_visited_on_check" CHECK ("families"."visited_on" like '____-__-__'),
	CONSTRAINT "families_publicised_on_check" CHECK ("families"."publicised_on" like '____-__-__'),
	CONSTRAINT "families_registered_on_check" CHECK ("families"."registered_on" like '____-__-__'),
	CONSTRAINT "families_rejected_on_check" CHECK ("families"."rejected_on" like '____-__-__'),
	CONSTRAINT "families_exited_on_check" CHECK ("families"."exited_on" like '____-__-__'),
	CONSTRAINT "families_exit_reason_check" CHECK ("families"."exit_reason" in ('out_of_hardship', 'retired', 'transferred', 'deceased', 'not_eligible', 'other')),
	CONSTRAINT "families_recorded_at_check" CHECK ("families"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "family_members" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"position" bigint NOT NULL,
	"relation" text NOT NULL,
	"name" text NOT NULL,
	"id_sealed" text NOT NULL,
	"id_fingerprint" text NOT NULL,
	"id_masked" text NOT NULL,
	"sex" text NOT NULL,
	"birth_on" text NOT NULL,
	"employment" text NOT NULL,
	"health" text NOT NULL,
	"education_stage" text,
	"school" text NOT NULL,
	"monthly_income_fen" bigint NOT NULL,
	"ethnic_group" text DEFAULT '' NOT NULL,
	"political_status" text,
	"marital_status" text,
	"illness" text DEFAULT '' NOT NULL,
	"disability_kind" text,
	"disability_grade" text,
	"enrolment_year" bigint,
	"insurance" text,
	"name_pinyin" text DEFAULT '' NOT NULL,
	"name_initials" text DEFAULT '' NOT NULL,
	"name_sound" text DEFAULT '' NOT NULL,
	"name_sound_2" text DEFAULT '' NOT NULL,
	"name_sound_3" text DEFAULT '' NOT NULL,
	"id_last4" text DEFAULT '' NOT NULL,
	CONSTRAINT "family_members_relation_check" CHECK ("family_members"."relation" in ('self', 'spouse', 'child', 'parent', 'sibling', 'grandchild', 'grandparent', 'other')),
	CONSTRAINT "family_members_sex_check" CHECK ("family_members"."sex" in ('male', 'female')),
	CONSTRAINT "family_members_birth_on_check" CHECK ("family_members"."birth_on" like '____-__-__'),
	CONSTRAINT "family_members_employment_check" CHECK ("family_members"."employment" in ('employed', 'laid_off', 'unemployed', 'retired', 'sick_leave', 'early_retired', 'migrant_worker', 'student', 'other')),
	CONSTRAINT "family_members_health_check" CHECK ("family_members"."health" in ('good', 'minor_illness', 'major_illness', 'disabled')),
	CONSTRAINT "family_members_education_stage_check" CHECK ("family_members"."education_stage" in ('primary', 'junior', 'senior', 'vocational', 'college', 'bachelor', 'graduate')),
	CONSTRAINT "family_members_political_status_check" CHECK ("family_members"."political_status" in ('party_member', 'youth_league', 'masses', 'other_party', 'other')),
	CONSTRAINT "family_members_marital_status_check" CHECK ("family_members"."marital_status" in ('single', 'married', 'divorced', 'widowed')),
	CONSTRAINT "family_members_disability_kind_check" CHECK ("family_members"."disability_kind" in ('visual', 'hearing', 'speech', 'intellectual', 'physical', 'mental', 'multiple')),
	CONSTRAINT "family_members_disability_grade_check" CHECK ("family_members"."disability_grade" in ('first', 'second', 'third', 'fourth')),
	CONSTRAINT "family_members_insurance_check" CHECK ("family_members"."insurance" in ('worker', 'resident', 'none', 'other'))
);
--> statement-breakpoint
CREATE TABLE "public_notices" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"published_on" text NOT NULL,
	"ends_on" text NOT NULL,
	"taken_down_on" text,
	"place" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "public_notices_number_unique" UNIQUE("number"),
	CONSTRAINT "public_notices_published_on_check" CHECK ("public_notices"."published_on" like '____-__-__'),
	CONSTRAINT "public_notices_ends_on_check" CHECK ("public_notices"."ends_on" like '____-__-__'),
	CONSTRAINT "public_notices_taken_down_on_check" CHECK ("public_notices"."taken_down_on" like '____-__-__'),
	CONSTRAINT "public_notices_recorded_at_check" CHECK ("public_notices"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "subsistence_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"region" text NOT NULL,
	"hukou_kind" text NOT NULL,
	"effective_on" text NOT NULL,
	"monthly_fen" bigint NOT NULL,
	"document" text NOT NULL,
	"confirmed_by" text,
	"recorded_at" text NOT NULL,
	CONSTRAINT "subsistence_lines_hukou_kind_check" CHECK ("subsistence_lines"."hukou_kind" in ('urban', 'rural')),
	CONSTRAINT "subsistence_lines_effective_on_check" CHECK ("subsistence_lines"."effective_on" like '____-__-__'),
	CONSTRAINT "subsistence_lines_recorded_at_check" CHECK ("subsistence_lines"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "duplicate_verdicts" (
	"id" text PRIMARY KEY NOT NULL,
	"first_family_id" text NOT NULL,
	"second_family_id" text NOT NULL,
	"verdict" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "duplicate_verdicts_verdict_check" CHECK ("duplicate_verdicts"."verdict" in ('same_person', 'other_person')),
	CONSTRAINT "duplicate_verdicts_recorded_at_check" CHECK ("duplicate_verdicts"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "family_exclusions" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"kind" text NOT NULL,
	"evidence" text NOT NULL,
	CONSTRAINT "family_exclusions_kind_check" CHECK ("family_exclusions"."kind" in ('second_home', 'business_owner', 'shareholder', 'private_school', 'private_car', 'refuses_checks', 'refuses_work'))
);
--> statement-breakpoint
CREATE TABLE "family_reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"reviewed_on" text NOT NULL,
	"category_before" text,
	"category" text NOT NULL,
	"override_reason" text,
	"note" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "family_reviews_reviewed_on_check" CHECK ("family_reviews"."reviewed_on" like '____-__-__'),
	CONSTRAINT "family_reviews_category_before_check" CHECK ("family_reviews"."category_before" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship')),
	CONSTRAINT "family_reviews_category_check" CHECK ("family_reviews"."category" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship')),
	CONSTRAINT "family_reviews_recorded_at_check" CHECK ("family_reviews"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "form_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"form" text NOT NULL,
	"content_sealed" text NOT NULL,
	"saved_at" text NOT NULL,
	CONSTRAINT "form_drafts_saved_at_check" CHECK ("form_drafts"."saved_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "notice_families" (
	"id" text PRIMARY KEY NOT NULL,
	"notice_id" text NOT NULL,
	"family_id" text NOT NULL,
	"position" bigint NOT NULL,
	"shown_name" text NOT NULL,
	"work_unit" text NOT NULL,
	"category" text,
	"division" text NOT NULL,
	CONSTRAINT "notice_families_category_check" CHECK ("notice_families"."category" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship'))
);
--> statement-breakpoint
CREATE TABLE "objections" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"notice_id" text NOT NULL,
	"received_on" text NOT NULL,
	"content" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	"handled_on" text,
	"outcome" text,
	"handling" text DEFAULT '' NOT NULL,
	"handled_by" text,
	CONSTRAINT "objections_handler" CHECK ("objections"."handled_by" is null or "objections"."handled_by" <> "objections"."recorded_by"),
	CONSTRAINT "objections_received_on_check" CHECK ("objections"."received_on" like '____-__-__'),
	CONSTRAINT "objections_recorded_at_check" CHECK ("objections"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "objections_handled_on_check" CHECK ("objections"."handled_on" like '____-__-__'),
	CONSTRAINT "objections_outcome_check" CHECK ("objections"."outcome" in ('upheld', 'dismissed'))
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" text NOT NULL,
	"removed_by" text,
	"removed_at" text,
	"removed_reason" text,
	CONSTRAINT "papers_kind_check" CHECK ("papers"."kind" in ('application', 'approval_form', 'id_card', 'household_book', 'income_proof', 'bank_card', 'check_consent', 'notice', 'diagnosis', 'self_paid_receipts', 'disability_card', 'accident_proof', 'student_proof', 'schooling_receipts', 'allowance_certificate', 'labour_contract', 'other')),
	CONSTRAINT "papers_media_type_check" CHECK ("papers"."media_type" in ('application/pdf', 'image/jpeg', 'image/png')),
	CONSTRAINT "papers_uploaded_at_check" CHECK ("papers"."uploaded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "papers_removed_at_check" CHECK ("papers"."removed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "saved_filters" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"staff_id" text NOT NULL,
	"file_name" text NOT NULL,
	"input" text NOT NULL,
	"phase" text,
	"total" bigint NOT NULL,
	"done" bigint NOT NULL,
	"result" text,
	"created_at" text NOT NULL,
	"started_at" text,
	"heartbeat_at" text,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"cancel_requested_at" text,
	"finished_at" text,
	CONSTRAINT "jobs_kind_check" CHECK ("jobs"."kind" in ('families.import', 'families.export')),
	CONSTRAINT "jobs_status_check" CHECK ("jobs"."status" in ('waiting', 'running', 'checked', 'done', 'failed', 'cancelled')),
	CONSTRAINT "jobs_phase_check" CHECK ("jobs"."phase" in ('reading', 'checking', 'importing', 'writing')),
	CONSTRAINT "jobs_created_at_check" CHECK ("jobs"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_started_at_check" CHECK ("jobs"."started_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_heartbeat_at_check" CHECK ("jobs"."heartbeat_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_cancel_requested_at_check" CHECK ("jobs"."cancel_requested_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "jobs_finished_at_check" CHECK ("jobs"."finished_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "budget_adjustments" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"adjusted_on" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"document" text NOT NULL,
	"reason" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "adjustments_not_zero" CHECK ("budget_adjustments"."amount_fen" <> 0),
	CONSTRAINT "budget_adjustments_adjusted_on_check" CHECK ("budget_adjustments"."adjusted_on" like '____-__-__'),
	CONSTRAINT "budget_adjustments_recorded_at_check" CHECK ("budget_adjustments"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "commands" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"fingerprint" text NOT NULL,
	"result" text NOT NULL,
	"staff_id" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "commands_recorded_at_check" CHECK ("commands"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "indicator_assessments" (
	"indicator_id" text PRIMARY KEY NOT NULL,
	"grade" text,
	"ratio_percent" bigint,
	"sentence" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "indicator_assessments_grade_check" CHECK ("indicator_assessments"."grade" in ('achieved', 'partly', 'not_achieved')),
	CONSTRAINT "indicator_assessments_recorded_at_check" CHECK ("indicator_assessments"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "indicators" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"position" bigint NOT NULL,
	"level1" text NOT NULL,
	"level2" text NOT NULL,
	"level3" text,
	"kind" text NOT NULL,
	"metric" text,
	"count_basis" text,
	"operator" text,
	"target_value" text,
	"target_unit" text,
	"target_text" text NOT NULL,
	"weight_hundredths" bigint NOT NULL,
	CONSTRAINT "indicators_kind_check" CHECK ("indicators"."kind" in ('quantitative', 'qualitative')),
	CONSTRAINT "indicators_metric_check" CHECK ("indicators"."metric" in ('budget_execution', 'funds_in_place', 'people_helped.living', 'people_helped.schooling', 'people_helped.medical', 'coverage', 'timeliness', 'satisfaction')),
	CONSTRAINT "indicators_count_basis_check" CHECK ("indicators"."count_basis" in ('persons', 'person_times', 'families')),
	CONSTRAINT "indicators_operator_check" CHECK ("indicators"."operator" in ('=', '>', '>=', '<', '<='))
);
--> statement-breakpoint
CREATE TABLE "programmes" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"window_start_on" text NOT NULL,
	"window_end_on" text NOT NULL,
	"planned_people" bigint,
	CONSTRAINT "programmes_window" CHECK ("programmes"."window_start_on" <= "programmes"."window_end_on"),
	CONSTRAINT "programmes_type_check" CHECK ("programmes"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "programmes_window_start_on_check" CHECK ("programmes"."window_start_on" like '____-__-__'),
	CONSTRAINT "programmes_window_end_on_check" CHECK ("programmes"."window_end_on" like '____-__-__')
);
--> statement-breakpoint
CREATE TABLE "project_components" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"position" bigint NOT NULL,
	"subject" text NOT NULL,
	"amount_fen" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" text PRIMARY KEY NOT NULL,
	"year" bigint NOT NULL,
	"centre_name" text NOT NULL,
	"project_name" text NOT NULL,
	"unit_code" text NOT NULL,
	"use_type" text NOT NULL,
	"leader" text NOT NULL,
	"contact" text NOT NULL,
	"phone" text NOT NULL,
	"start_on" text NOT NULL,
	"end_on" text NOT NULL,
	"total_fen" bigint NOT NULL,
	"current_fen" bigint NOT NULL,
	"previous_total_fen" bigint,
	"previous_current_fen" bigint,
	"overview" text NOT NULL,
	"basis" text NOT NULL,
	"necessity" text NOT NULL,
	"measures" text NOT NULL,
	"plan" text NOT NULL,
	"remarks" text NOT NULL,
	"overall_goal" text NOT NULL,
	"annual_goal" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "projects_year_unique" UNIQUE("year"),
	CONSTRAINT "projects_dates" CHECK ("projects"."start_on" <= "projects"."end_on"),
	CONSTRAINT "projects_start_on_check" CHECK ("projects"."start_on" like '____-__-__'),
	CONSTRAINT "projects_end_on_check" CHECK ("projects"."end_on" like '____-__-__'),
	CONSTRAINT "projects_recorded_at_check" CHECK ("projects"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "receipts" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"source" text NOT NULL,
	"received_on" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"voucher" text NOT NULL,
	"remarks" text NOT NULL,
	"corrects_id" text,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "receipts_corrects_id_unique" UNIQUE("corrects_id"),
	CONSTRAINT "receipts_sign" CHECK (("receipts"."corrects_id" is null and "receipts"."amount_fen" > 0) or ("receipts"."corrects_id" is not null and "receipts"."amount_fen" < 0)),
	CONSTRAINT "receipts_source_check" CHECK ("receipts"."source" in ('central', 'local', 'union', 'donation', 'interest', 'other')),
	CONSTRAINT "receipts_received_on_check" CHECK ("receipts"."received_on" like '____-__-__'),
	CONSTRAINT "receipts_recorded_at_check" CHECK ("receipts"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "target_form_uploads" (
	"id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"reading" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" text NOT NULL,
	"confirmed_at" text,
	CONSTRAINT "target_form_uploads_uploaded_at_check" CHECK ("target_form_uploads"."uploaded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "target_form_uploads_confirmed_at_check" CHECK ("target_form_uploads"."confirmed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"campaign_id" text,
	"family_id" text NOT NULL,
	"member_id" text NOT NULL,
	"status" text NOT NULL,
	"applied_on" text NOT NULL,
	"requested_fen" bigint NOT NULL,
	"medical_total_fen" bigint,
	"medical_reimbursed_fen" bigint,
	"reason" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	"reviewed_by" text,
	"reviewed_on" text,
	"reviewed_fen" bigint,
	"review_note" text,
	"decided_by" text,
	"decided_on" text,
	"decision_note" text,
	CONSTRAINT "applications_amount" CHECK ("applications"."requested_fen" > 0),
	CONSTRAINT "applications_reviewer" CHECK ("applications"."reviewed_by" is null or "applications"."reviewed_by" <> "applications"."recorded_by"),
	CONSTRAINT "applications_decider" CHECK ("applications"."decided_by" is null or ("applications"."decided_by" <> "applications"."recorded_by" and "applications"."decided_by" <> "applications"."reviewed_by")),
	CONSTRAINT "applications_type_check" CHECK ("applications"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "applications_status_check" CHECK ("applications"."status" in ('submitted', 'reviewed', 'approved', 'rejected', 'returned', 'withdrawn')),
	CONSTRAINT "applications_applied_on_check" CHECK ("applications"."applied_on" like '____-__-__'),
	CONSTRAINT "applications_recorded_at_check" CHECK ("applications"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "applications_reviewed_on_check" CHECK ("applications"."reviewed_on" like '____-__-__'),
	CONSTRAINT "applications_decided_on_check" CHECK ("applications"."decided_on" like '____-__-__')
);
--> statement-breakpoint
CREATE TABLE "awards" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"family_id" text NOT NULL,
	"member_id" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"approved_on" text NOT NULL,
	"approved_by" text NOT NULL,
	"released_on" text,
	"release_reason" text,
	"recorded_at" text NOT NULL,
	CONSTRAINT "awards_application_id_unique" UNIQUE("application_id"),
	CONSTRAINT "awards_amount" CHECK ("awards"."amount_fen" > 0),
	CONSTRAINT "awards_type_check" CHECK ("awards"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "awards_approved_on_check" CHECK ("awards"."approved_on" like '____-__-__'),
	CONSTRAINT "awards_released_on_check" CHECK ("awards"."released_on" like '____-__-__'),
	CONSTRAINT "awards_recorded_at_check" CHECK ("awards"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"started_on" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "campaigns_type_check" CHECK ("campaigns"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "campaigns_started_on_check" CHECK ("campaigns"."started_on" like '____-__-__'),
	CONSTRAINT "campaigns_recorded_at_check" CHECK ("campaigns"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "payments" (
	"id" text PRIMARY KEY NOT NULL,
	"award_id" text NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"family_id" text NOT NULL,
	"member_id" text NOT NULL,
	"kind" text NOT NULL,
	"corrects_id" text,
	"original_id" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"paid_on" text NOT NULL,
	"bank_reference" text NOT NULL,
	"remarks" text NOT NULL,
	"command_id" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "payments_sign" CHECK (("payments"."kind" = 'payment' and "payments"."amount_fen" > 0 and "payments"."corrects_id" is null) or ("payments"."kind" <> 'payment' and "payments"."amount_fen" <> 0 and "payments"."corrects_id" is not null)),
	CONSTRAINT "payments_type_check" CHECK ("payments"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "payments_kind_check" CHECK ("payments"."kind" in ('payment', 'return', 'reversal', 'recovery')),
	CONSTRAINT "payments_paid_on_check" CHECK ("payments"."paid_on" like '____-__-__'),
	CONSTRAINT "payments_recorded_at_check" CHECK ("payments"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_roles" ADD CONSTRAINT "staff_roles_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_previous_family_id_families_id_fk" FOREIGN KEY ("previous_family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_notice_id_public_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."public_notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_visited_by_staff_id_fk" FOREIGN KEY ("visited_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_approved_by_staff_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "families" ADD CONSTRAINT "families_import_id_jobs_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_members" ADD CONSTRAINT "family_members_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_notices" ADD CONSTRAINT "public_notices_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subsistence_lines" ADD CONSTRAINT "subsistence_lines_confirmed_by_staff_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_verdicts" ADD CONSTRAINT "duplicate_verdicts_first_family_id_families_id_fk" FOREIGN KEY ("first_family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_verdicts" ADD CONSTRAINT "duplicate_verdicts_second_family_id_families_id_fk" FOREIGN KEY ("second_family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "duplicate_verdicts" ADD CONSTRAINT "duplicate_verdicts_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_exclusions" ADD CONSTRAINT "family_exclusions_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_reviews" ADD CONSTRAINT "family_reviews_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_reviews" ADD CONSTRAINT "family_reviews_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_drafts" ADD CONSTRAINT "form_drafts_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_families" ADD CONSTRAINT "notice_families_notice_id_public_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."public_notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_families" ADD CONSTRAINT "notice_families_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_notice_id_public_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."public_notices"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_handled_by_staff_id_fk" FOREIGN KEY ("handled_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_uploaded_by_staff_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_removed_by_staff_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_filters" ADD CONSTRAINT "saved_filters_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_adjustments" ADD CONSTRAINT "budget_adjustments_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_adjustments" ADD CONSTRAINT "budget_adjustments_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "commands" ADD CONSTRAINT "commands_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_assessments" ADD CONSTRAINT "indicator_assessments_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_assessments" ADD CONSTRAINT "indicator_assessments_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicators" ADD CONSTRAINT "indicators_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "programmes" ADD CONSTRAINT "programmes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_components" ADD CONSTRAINT "project_components_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipts" ADD CONSTRAINT "receipts_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "target_form_uploads" ADD CONSTRAINT "target_form_uploads_uploaded_by_staff_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_member_id_family_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."family_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_reviewed_by_staff_id_fk" FOREIGN KEY ("reviewed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_member_id_family_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."family_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "awards" ADD CONSTRAINT "awards_approved_by_staff_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_member_id_family_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."family_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_corrects_id_payments_id_fk" FOREIGN KEY ("corrects_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payments" ADD CONSTRAINT "payments_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_by_staff" ON "sessions" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "audit_by_subject" ON "audit_entries" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE INDEX "audit_by_staff" ON "audit_entries" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit_entries" USING btree ("recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "families_file" ON "families" USING btree ("file_year","file_sequence");--> statement-breakpoint
CREATE INDEX "families_by_status" ON "families" USING btree ("status","file_year","file_sequence","category","main_cause","division","registered_on","review_due_on","account_last4","id");--> statement-breakpoint
CREATE INDEX "families_in_list" ON "families" USING btree ("file_year","file_sequence","status","category","main_cause","division","registered_on","review_due_on","account_last4","id");--> statement-breakpoint
CREATE INDEX "families_statuses" ON "families" USING btree ("status");--> statement-breakpoint
CREATE INDEX "families_by_sequence" ON "families" USING btree ("file_sequence");--> statement-breakpoint
CREATE INDEX "families_by_number" ON "families" USING btree ("file_number","id");--> statement-breakpoint
CREATE INDEX "families_by_account" ON "families" USING btree ("account_fingerprint");--> statement-breakpoint
CREATE INDEX "families_by_phone" ON "families" USING btree ("phone");--> statement-breakpoint
CREATE INDEX "families_by_review" ON "families" USING btree ("review_due_on");--> statement-breakpoint
CREATE INDEX "families_by_notice" ON "families" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "families_by_previous" ON "families" USING btree ("previous_family_id");--> statement-breakpoint
CREATE UNIQUE INDEX "families_import_once" ON "families" USING btree ("import_digest");--> statement-breakpoint
CREATE UNIQUE INDEX "members_position" ON "family_members" USING btree ("family_id","position");--> statement-breakpoint
CREATE INDEX "members_by_fingerprint" ON "family_members" USING btree ("id_fingerprint");--> statement-breakpoint
CREATE INDEX "members_by_name" ON "family_members" USING btree ("name","family_id");--> statement-breakpoint
CREATE INDEX "members_by_pinyin" ON "family_members" USING btree ("name_pinyin","family_id");--> statement-breakpoint
CREATE INDEX "members_by_initials" ON "family_members" USING btree ("name_initials","family_id");--> statement-breakpoint
CREATE INDEX "members_by_sound" ON "family_members" USING btree ("name_sound","name","family_id");--> statement-breakpoint
CREATE INDEX "members_by_sound_2" ON "family_members" USING btree ("name_sound_2","name","family_id");--> statement-breakpoint
CREATE INDEX "members_by_sound_3" ON "family_members" USING btree ("name_sound_3","name","family_id");--> statement-breakpoint
CREATE INDEX "members_by_id_end" ON "family_members" USING btree ("id_last4");--> statement-breakpoint
CREATE INDEX "members_by_birth" ON "family_members" USING btree ("birth_on","name","family_id");--> statement-breakpoint
CREATE UNIQUE INDEX "line_once" ON "subsistence_lines" USING btree ("region","hukou_kind","effective_on");--> statement-breakpoint
CREATE UNIQUE INDEX "verdict_once" ON "duplicate_verdicts" USING btree ("first_family_id","second_family_id");--> statement-breakpoint
CREATE UNIQUE INDEX "exclusion_once" ON "family_exclusions" USING btree ("family_id","kind");--> statement-breakpoint
CREATE INDEX "reviews_by_family" ON "family_reviews" USING btree ("family_id","reviewed_on");--> statement-breakpoint
CREATE UNIQUE INDEX "draft_once" ON "form_drafts" USING btree ("staff_id","form");--> statement-breakpoint
CREATE UNIQUE INDEX "notice_position" ON "notice_families" USING btree ("notice_id","position");--> statement-breakpoint
CREATE INDEX "notices_by_family" ON "notice_families" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "objections_by_family" ON "objections" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "objections_by_notice" ON "objections" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "papers_by_family" ON "papers" USING btree ("family_id","kind","removed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "filter_once" ON "saved_filters" USING btree ("staff_id","list","name");--> statement-breakpoint
CREATE INDEX "adjustments_by_project" ON "budget_adjustments" USING btree ("project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "indicators_position" ON "indicators" USING btree ("project_id","position");--> statement-breakpoint
CREATE UNIQUE INDEX "programmes_type" ON "programmes" USING btree ("project_id","type");--> statement-breakpoint
CREATE UNIQUE INDEX "components_position" ON "project_components" USING btree ("project_id","position");--> statement-breakpoint
CREATE INDEX "receipts_by_project" ON "receipts" USING btree ("project_id","received_on");--> statement-breakpoint
CREATE INDEX "applications_by_status" ON "applications" USING btree ("project_id","status","type");--> statement-breakpoint
CREATE INDEX "applications_by_family" ON "applications" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "applications_by_campaign" ON "applications" USING btree ("campaign_id");--> statement-breakpoint
CREATE INDEX "awards_by_project" ON "awards" USING btree ("project_id","type");--> statement-breakpoint
CREATE INDEX "awards_by_family" ON "awards" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "awards_by_member" ON "awards" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "payments_by_project" ON "payments" USING btree ("project_id","paid_on");--> statement-breakpoint
CREATE INDEX "payments_by_award" ON "payments" USING btree ("award_id");--> statement-breakpoint
CREATE INDEX "payments_by_family" ON "payments" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "payments_by_correction" ON "payments" USING btree ("corrects_id");--> statement-breakpoint
CREATE INDEX "payments_by_original" ON "payments" USING btree ("original_id");