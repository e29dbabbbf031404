CREATE TABLE "parked_forms" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text,
	"path" text NOT NULL,
	"content_sealed" text NOT NULL,
	"parked_at" text NOT NULL,
	CONSTRAINT "parked_forms_parked_at_check" CHECK ("parked_forms"."parked_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "contract_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"effective_on" text NOT NULL,
	"is_required" boolean NOT NULL,
	"document" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "contract_rules_effective_on_unique" UNIQUE("effective_on"),
	CONSTRAINT "contract_rules_effective_on_check" CHECK ("contract_rules"."effective_on" like '____-__-__'),
	CONSTRAINT "contract_rules_recorded_at_check" CHECK ("contract_rules"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "family_statements" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"review_id" text,
	"stated_on" text NOT NULL,
	"wages_fen" bigint NOT NULL,
	"business_fen" bigint NOT NULL,
	"property_fen" bigint NOT NULL,
	"transfer_fen" bigint NOT NULL,
	"other_income_fen" bigint NOT NULL,
	"rigid_expense_fen" bigint NOT NULL,
	"rigid_medical_fen" bigint NOT NULL,
	"rigid_schooling_fen" bigint NOT NULL,
	"rigid_housing_fen" bigint NOT NULL,
	CONSTRAINT "family_statements_stated_on_check" CHECK ("family_statements"."stated_on" like '____-__-__')
);
--> statement-breakpoint
CREATE TABLE "stated_incomes" (
	"id" text PRIMARY KEY NOT NULL,
	"statement_id" text NOT NULL,
	"member_id" text NOT NULL,
	"monthly_income_fen" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "carried_receipts" (
	"receipt_id" text PRIMARY KEY NOT NULL,
	"from_project_id" text
);
--> statement-breakpoint
CREATE TABLE "campaign_candidates" (
	"id" text PRIMARY KEY NOT NULL,
	"campaign_id" text NOT NULL,
	"position" bigint NOT NULL,
	"family_id" text NOT NULL,
	"member_id" text NOT NULL,
	"is_in" boolean NOT NULL,
	"reason" text,
	"amount_fen" bigint NOT NULL,
	"exception_reason" text,
	"exception_by" text,
	"exception_at" text,
	CONSTRAINT "candidates_amount" CHECK ("campaign_candidates"."amount_fen" > 0),
	CONSTRAINT "campaign_candidates_reason_check" CHECK ("campaign_candidates"."reason" in ('other_category', 'other_cause', 'other_division', 'other_stage', 'not_union_member', 'not_migrant', 'registered_later', 'listed_twice', 'already_paid', 'already_awarded', 'open_application')),
	CONSTRAINT "campaign_candidates_exception_at_check" CHECK ("campaign_candidates"."exception_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "relief_settings" (
	"project_id" text PRIMARY KEY NOT NULL,
	"extra_level_fen" bigint,
	"set_by" text NOT NULL,
	"set_at" text NOT NULL,
	CONSTRAINT "relief_settings_set_at_check" CHECK ("relief_settings"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "relief_standard_amounts" (
	"id" text PRIMARY KEY NOT NULL,
	"standard_id" text NOT NULL,
	"category" text,
	"stage" text,
	"amount_fen" bigint NOT NULL,
	CONSTRAINT "relief_standard_amounts_positive" CHECK ("relief_standard_amounts"."amount_fen" > 0),
	CONSTRAINT "relief_standard_amounts_one_key" CHECK (("relief_standard_amounts"."category" is null) <> ("relief_standard_amounts"."stage" is null)),
	CONSTRAINT "relief_standard_amounts_category_check" CHECK ("relief_standard_amounts"."category" in ('subsistence', 'marginal', 'sudden_hardship', 'deep_hardship', 'relative_hardship', 'accidental_hardship')),
	CONSTRAINT "relief_standard_amounts_stage_check" CHECK ("relief_standard_amounts"."stage" in ('primary', 'junior', 'senior', 'vocational', 'college', 'bachelor', 'graduate'))
);
--> statement-breakpoint
CREATE TABLE "relief_standards" (
	"id" text PRIMARY KEY NOT NULL,
	"effective_on" text NOT NULL,
	"document" text NOT NULL,
	"living_months" bigint NOT NULL,
	"schooling_months" bigint NOT NULL,
	"medical_percent" bigint,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	"confirmed_by" text,
	"confirmed_at" text,
	CONSTRAINT "relief_standards_effective_on_unique" UNIQUE("effective_on"),
	CONSTRAINT "relief_standards_months" CHECK ("relief_standards"."living_months" between 1 and 36 and "relief_standards"."schooling_months" between 1 and 36),
	CONSTRAINT "relief_standards_percent" CHECK ("relief_standards"."medical_percent" is null or "relief_standards"."medical_percent" between 1 and 100),
	CONSTRAINT "relief_standards_effective_on_check" CHECK ("relief_standards"."effective_on" like '____-__-__'),
	CONSTRAINT "relief_standards_recorded_at_check" CHECK ("relief_standards"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "relief_standards_confirmed_at_check" CHECK ("relief_standards"."confirmed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "ledger_awards" (
	"application_id" text PRIMARY KEY NOT NULL,
	"award_id" text NOT NULL,
	"import_id" text NOT NULL,
	"overrides" text NOT NULL,
	"overridden_by" text,
	"override_reason" text,
	CONSTRAINT "ledger_awards_award_id_unique" UNIQUE("award_id"),
	CONSTRAINT "ledger_awards_override" CHECK (("ledger_awards"."overrides" = '') = ("ledger_awards"."overridden_by" is null) and ("ledger_awards"."overrides" = '') = ("ledger_awards"."override_reason" is null))
);
--> statement-breakpoint
CREATE TABLE "ledger_rows" (
	"key" text PRIMARY KEY NOT NULL,
	"digest" text NOT NULL,
	"award_id" text NOT NULL,
	"payment_id" text,
	"import_id" text NOT NULL,
	CONSTRAINT "ledger_rows_payment_id_unique" UNIQUE("payment_id")
);
--> statement-breakpoint
CREATE TABLE "bank_files" (
	"id" text PRIMARY KEY NOT NULL,
	"batch_id" text NOT NULL,
	"layout" text NOT NULL,
	"format" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"line_count" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	"exported_by" text NOT NULL,
	"exported_at" text NOT NULL,
	CONSTRAINT "bank_files_exported_at_check" CHECK ("bank_files"."exported_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "bank_results" (
	"id" text PRIMARY KEY NOT NULL,
	"batch_id" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"content_sealed" text NOT NULL,
	"mapping" text,
	"uploaded_by" text NOT NULL,
	"uploaded_at" text NOT NULL,
	"applied_by" text,
	"applied_at" text,
	CONSTRAINT "bank_results_uploaded_at_check" CHECK ("bank_results"."uploaded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "bank_results_applied_at_check" CHECK ("bank_results"."applied_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"campaign_id" text,
	"status" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" text NOT NULL,
	"submitted_at" text,
	"approved_by" text,
	"approved_on" text,
	"approved_digest" text,
	"return_note" text,
	"cancel_reason" text,
	"closed_at" text,
	"version" bigint NOT NULL,
	CONSTRAINT "batches_number_unique" UNIQUE("number"),
	CONSTRAINT "batches_approver" CHECK ("batches"."approved_by" is null or "batches"."approved_by" <> "batches"."made_by"),
	CONSTRAINT "batches_approved" CHECK (("batches"."approved_by" is null) = ("batches"."approved_digest" is null) and ("batches"."status" not in ('approved', 'exported', 'closed') or "batches"."approved_by" is not null)),
	CONSTRAINT "batches_status_check" CHECK ("batches"."status" in ('draft', 'submitted', 'approved', 'exported', 'closed', 'cancelled')),
	CONSTRAINT "batches_made_at_check" CHECK ("batches"."made_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "batches_submitted_at_check" CHECK ("batches"."submitted_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "batches_approved_on_check" CHECK ("batches"."approved_on" like '____-__-__'),
	CONSTRAINT "batches_closed_at_check" CHECK ("batches"."closed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "instructions" (
	"id" text PRIMARY KEY NOT NULL,
	"batch_id" text NOT NULL,
	"line_number" bigint NOT NULL,
	"award_id" text NOT NULL,
	"amount_fen" bigint NOT NULL,
	"account_holder" text NOT NULL,
	"account_sealed" text NOT NULL,
	"account_fingerprint" text NOT NULL,
	"account_last4" text NOT NULL,
	"bank_name" text NOT NULL,
	"status" text NOT NULL,
	"result_on" text,
	"failure_cause" text,
	"failure_text" text,
	"bank_reference" text,
	"payment_id" text,
	CONSTRAINT "instructions_payment_id_unique" UNIQUE("payment_id"),
	CONSTRAINT "instructions_amount" CHECK ("instructions"."amount_fen" > 0),
	CONSTRAINT "instructions_paid" CHECK (("instructions"."status" = 'succeeded') = ("instructions"."payment_id" is not null)),
	CONSTRAINT "instructions_failed" CHECK (("instructions"."status" = 'failed') = ("instructions"."failure_cause" is not null)),
	CONSTRAINT "instructions_status_check" CHECK ("instructions"."status" in ('queued', 'sent', 'succeeded', 'failed', 'withdrawn')),
	CONSTRAINT "instructions_result_on_check" CHECK ("instructions"."result_on" like '____-__-__'),
	CONSTRAINT "instructions_failure_cause_check" CHECK ("instructions"."failure_cause" in ('name_mismatch', 'wrong_branch', 'account_closed', 'account_frozen', 'account_inactive', 'identity_expired', 'account_unknown', 'other'))
);
--> statement-breakpoint
CREATE TABLE "bank_layouts" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"columns" text NOT NULL,
	"defined_by" text NOT NULL,
	"defined_at" text NOT NULL,
	"retired_by" text,
	"retired_at" text,
	CONSTRAINT "bank_layouts_retired" CHECK (("bank_layouts"."retired_by" is null) = ("bank_layouts"."retired_at" is null)),
	CONSTRAINT "bank_layouts_defined_at_check" CHECK ("bank_layouts"."defined_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "bank_layouts_retired_at_check" CHECK ("bank_layouts"."retired_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "paying_accounts" (
	"id" text PRIMARY KEY NOT NULL,
	"account_holder" text NOT NULL,
	"bank_name" text NOT NULL,
	"account_sealed" text NOT NULL,
	"account_last4" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "paying_accounts_recorded_at_check" CHECK ("paying_accounts"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "account_changes" (
	"id" text PRIMARY KEY NOT NULL,
	"family_id" text NOT NULL,
	"status" text NOT NULL,
	"bank_name" text NOT NULL,
	"account_holder" text NOT NULL,
	"account_sealed" text NOT NULL,
	"account_fingerprint" text NOT NULL,
	"account_last4" text NOT NULL,
	"old_bank_name" text NOT NULL,
	"old_account_holder" text NOT NULL,
	"old_account_fingerprint" text,
	"old_account_last4" text,
	"reason" text NOT NULL,
	"paper_id" text,
	"proposed_by" text NOT NULL,
	"proposed_at" text NOT NULL,
	"decided_by" text,
	"decided_at" text,
	"decision_note" text,
	CONSTRAINT "account_changes_two_people" CHECK ("account_changes"."decided_by" is null or "account_changes"."decided_by" <> "account_changes"."proposed_by"),
	CONSTRAINT "account_changes_decided" CHECK (("account_changes"."status" = 'proposed') = ("account_changes"."decided_by" is null)),
	CONSTRAINT "account_changes_status_check" CHECK ("account_changes"."status" in ('proposed', 'confirmed', 'rejected')),
	CONSTRAINT "account_changes_proposed_at_check" CHECK ("account_changes"."proposed_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "account_changes_decided_at_check" CHECK ("account_changes"."decided_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "result_layouts" (
	"id" text PRIMARY KEY NOT NULL,
	"headers" text NOT NULL,
	"mapping" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" text NOT NULL,
	CONSTRAINT "result_layouts_headers_unique" UNIQUE("headers"),
	CONSTRAINT "result_layouts_changed_at_check" CHECK ("result_layouts"."changed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "indicator_files" (
	"id" text PRIMARY KEY NOT NULL,
	"indicator_id" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" text NOT NULL,
	"removed_by" text,
	"removed_at" text,
	"removed_reason" text,
	CONSTRAINT "indicator_files_media_type_check" CHECK ("indicator_files"."media_type" in ('application/pdf', 'image/jpeg', 'image/png')),
	CONSTRAINT "indicator_files_uploaded_at_check" CHECK ("indicator_files"."uploaded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "indicator_files_removed_at_check" CHECK ("indicator_files"."removed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "survey_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"person_id" text NOT NULL,
	"answered_on" text NOT NULL,
	"method" text NOT NULL,
	"outcome" text NOT NULL,
	"opinion" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	"replaced_at" text,
	CONSTRAINT "survey_answers_answered_on_check" CHECK ("survey_answers"."answered_on" like '____-__-__'),
	CONSTRAINT "survey_answers_method_check" CHECK ("survey_answers"."method" in ('phone', 'paper')),
	CONSTRAINT "survey_answers_outcome_check" CHECK ("survey_answers"."outcome" in ('very_satisfied', 'satisfied', 'fair', 'dissatisfied', 'unreached', 'declined')),
	CONSTRAINT "survey_answers_recorded_at_check" CHECK ("survey_answers"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "survey_answers_replaced_at_check" CHECK ("survey_answers"."replaced_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "survey_people" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"position" bigint NOT NULL,
	"member_id" text NOT NULL,
	"family_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "survey_rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"name" text NOT NULL,
	"method" text NOT NULL,
	"start_on" text NOT NULL,
	"end_on" text NOT NULL,
	"paid_until_on" text NOT NULL,
	"sample_wish" bigint NOT NULL,
	"sample_unit" text NOT NULL,
	"seed" bigint NOT NULL,
	"drawn_from" bigint NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "rounds_period" CHECK ("survey_rounds"."start_on" <= "survey_rounds"."end_on"),
	CONSTRAINT "survey_rounds_method_check" CHECK ("survey_rounds"."method" in ('phone', 'paper')),
	CONSTRAINT "survey_rounds_start_on_check" CHECK ("survey_rounds"."start_on" like '____-__-__'),
	CONSTRAINT "survey_rounds_end_on_check" CHECK ("survey_rounds"."end_on" like '____-__-__'),
	CONSTRAINT "survey_rounds_paid_until_on_check" CHECK ("survey_rounds"."paid_until_on" like '____-__-__'),
	CONSTRAINT "survey_rounds_sample_unit_check" CHECK ("survey_rounds"."sample_unit" in ('people', 'percent')),
	CONSTRAINT "survey_rounds_recorded_at_check" CHECK ("survey_rounds"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "services" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"served_on" text NOT NULL,
	"family_id" text,
	"person_name" text NOT NULL,
	"content" text NOT NULL,
	"outcome" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	"voided_at" text,
	"void_reason" text,
	"version" bigint NOT NULL,
	CONSTRAINT "services_kind_check" CHECK ("services"."kind" in ('job_placement', 'training', 'start_up', 'petition', 'legal_aid', 'policy_advice')),
	CONSTRAINT "services_served_on_check" CHECK ("services"."served_on" like '____-__-__'),
	CONSTRAINT "services_recorded_at_check" CHECK ("services"."recorded_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "services_voided_at_check" CHECK ("services"."voided_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "report_chapters" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"chapter" text NOT NULL,
	"content" text NOT NULL,
	"version" bigint NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "report_chapters_chapter_check" CHECK ("report_chapters"."chapter" in ('overview', 'goals', 'funds', 'indicators', 'grade', 'causes', 'measures', 'attachments')),
	CONSTRAINT "report_chapters_recorded_at_check" CHECK ("report_chapters"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "report_files" (
	"id" text PRIMARY KEY NOT NULL,
	"freeze_id" text NOT NULL,
	"kind" text NOT NULL,
	"file_name" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	CONSTRAINT "report_files_kind_check" CHECK ("report_files"."kind" in ('docx', 'xlsx', 'narrative'))
);
--> statement-breakpoint
CREATE TABLE "report_freezes" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"position" bigint NOT NULL,
	"reason" text NOT NULL,
	"model" text NOT NULL,
	"model_sha256" text NOT NULL,
	"frozen_by" text NOT NULL,
	"frozen_at" text NOT NULL,
	CONSTRAINT "freezes_not_negative" CHECK ("report_freezes"."position" >= 0),
	CONSTRAINT "report_freezes_frozen_at_check" CHECK ("report_freezes"."frozen_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
ALTER TABLE "jobs" DROP CONSTRAINT "jobs_kind_check";--> statement-breakpoint
ALTER TABLE "applications" DROP CONSTRAINT "applications_status_check";--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "per_head_fen" bigint;--> statement-breakpoint
ALTER TABLE "programmes" ADD COLUMN "timely_days" bigint;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "school_stage" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "school" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "tuition_fen" bigint;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "confirmed_by" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "confirmed_on" text;--> statement-breakpoint
ALTER TABLE "applications" ADD COLUMN "confirmation_note" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "rule" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "noticed_on" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice_ends_on" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice_place" text;--> statement-breakpoint
ALTER TABLE "parked_forms" ADD CONSTRAINT "parked_forms_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_rules" ADD CONSTRAINT "contract_rules_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_statements" ADD CONSTRAINT "family_statements_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "family_statements" ADD CONSTRAINT "family_statements_review_id_family_reviews_id_fk" FOREIGN KEY ("review_id") REFERENCES "public"."family_reviews"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stated_incomes" ADD CONSTRAINT "stated_incomes_statement_id_family_statements_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."family_statements"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stated_incomes" ADD CONSTRAINT "stated_incomes_member_id_family_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."family_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carried_receipts" ADD CONSTRAINT "carried_receipts_receipt_id_receipts_id_fk" FOREIGN KEY ("receipt_id") REFERENCES "public"."receipts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carried_receipts" ADD CONSTRAINT "carried_receipts_from_project_id_projects_id_fk" FOREIGN KEY ("from_project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_candidates" ADD CONSTRAINT "campaign_candidates_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_candidates" ADD CONSTRAINT "campaign_candidates_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_candidates" ADD CONSTRAINT "campaign_candidates_member_id_family_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."family_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_candidates" ADD CONSTRAINT "campaign_candidates_exception_by_staff_id_fk" FOREIGN KEY ("exception_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relief_settings" ADD CONSTRAINT "relief_settings_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relief_settings" ADD CONSTRAINT "relief_settings_set_by_staff_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relief_standard_amounts" ADD CONSTRAINT "relief_standard_amounts_standard_id_relief_standards_id_fk" FOREIGN KEY ("standard_id") REFERENCES "public"."relief_standards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relief_standards" ADD CONSTRAINT "relief_standards_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "relief_standards" ADD CONSTRAINT "relief_standards_confirmed_by_staff_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_awards" ADD CONSTRAINT "ledger_awards_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_awards" ADD CONSTRAINT "ledger_awards_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_awards" ADD CONSTRAINT "ledger_awards_overridden_by_staff_id_fk" FOREIGN KEY ("overridden_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_rows" ADD CONSTRAINT "ledger_rows_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_rows" ADD CONSTRAINT "ledger_rows_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_files" ADD CONSTRAINT "bank_files_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_files" ADD CONSTRAINT "bank_files_exported_by_staff_id_fk" FOREIGN KEY ("exported_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_results" ADD CONSTRAINT "bank_results_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_results" ADD CONSTRAINT "bank_results_uploaded_by_staff_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_results" ADD CONSTRAINT "bank_results_applied_by_staff_id_fk" FOREIGN KEY ("applied_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_made_by_staff_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batches" ADD CONSTRAINT "batches_approved_by_staff_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instructions" ADD CONSTRAINT "instructions_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instructions" ADD CONSTRAINT "instructions_award_id_awards_id_fk" FOREIGN KEY ("award_id") REFERENCES "public"."awards"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instructions" ADD CONSTRAINT "instructions_payment_id_payments_id_fk" FOREIGN KEY ("payment_id") REFERENCES "public"."payments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_layouts" ADD CONSTRAINT "bank_layouts_defined_by_staff_id_fk" FOREIGN KEY ("defined_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_layouts" ADD CONSTRAINT "bank_layouts_retired_by_staff_id_fk" FOREIGN KEY ("retired_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paying_accounts" ADD CONSTRAINT "paying_accounts_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_changes" ADD CONSTRAINT "account_changes_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_changes" ADD CONSTRAINT "account_changes_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_changes" ADD CONSTRAINT "account_changes_proposed_by_staff_id_fk" FOREIGN KEY ("proposed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_changes" ADD CONSTRAINT "account_changes_decided_by_staff_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_layouts" ADD CONSTRAINT "result_layouts_changed_by_staff_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_files" ADD CONSTRAINT "indicator_files_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_files" ADD CONSTRAINT "indicator_files_uploaded_by_staff_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_files" ADD CONSTRAINT "indicator_files_removed_by_staff_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_answers" ADD CONSTRAINT "survey_answers_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_answers" ADD CONSTRAINT "survey_answers_person_id_survey_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."survey_people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_answers" ADD CONSTRAINT "survey_answers_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_people" ADD CONSTRAINT "survey_people_round_id_survey_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."survey_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_people" ADD CONSTRAINT "survey_people_member_id_family_members_id_fk" FOREIGN KEY ("member_id") REFERENCES "public"."family_members"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_people" ADD CONSTRAINT "survey_people_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_rounds" ADD CONSTRAINT "survey_rounds_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "survey_rounds" ADD CONSTRAINT "survey_rounds_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_chapters" ADD CONSTRAINT "report_chapters_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_chapters" ADD CONSTRAINT "report_chapters_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_files" ADD CONSTRAINT "report_files_freeze_id_report_freezes_id_fk" FOREIGN KEY ("freeze_id") REFERENCES "public"."report_freezes"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_freezes" ADD CONSTRAINT "report_freezes_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_freezes" ADD CONSTRAINT "report_freezes_frozen_by_staff_id_fk" FOREIGN KEY ("frozen_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "statements_by_family" ON "family_statements" USING btree ("family_id","stated_on");--> statement-breakpoint
CREATE UNIQUE INDEX "stated_income_once" ON "stated_incomes" USING btree ("statement_id","member_id");--> statement-breakpoint
CREATE INDEX "carried_receipts_by_project" ON "carried_receipts" USING btree ("from_project_id");--> statement-breakpoint
CREATE UNIQUE INDEX "candidates_once" ON "campaign_candidates" USING btree ("campaign_id","member_id");--> statement-breakpoint
CREATE INDEX "candidates_in_order" ON "campaign_candidates" USING btree ("campaign_id","is_in","position");--> statement-breakpoint
CREATE INDEX "candidates_by_family" ON "campaign_candidates" USING btree ("family_id");--> statement-breakpoint
CREATE UNIQUE INDEX "relief_standard_amounts_once" ON "relief_standard_amounts" USING btree ("standard_id","category","stage");--> statement-breakpoint
CREATE INDEX "ledger_rows_by_award" ON "ledger_rows" USING btree ("award_id");--> statement-breakpoint
CREATE INDEX "bank_files_by_batch" ON "bank_files" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "bank_results_by_batch" ON "bank_results" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "batches_by_project" ON "batches" USING btree ("project_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "instructions_line" ON "instructions" USING btree ("batch_id","line_number");--> statement-breakpoint
CREATE INDEX "instructions_by_award" ON "instructions" USING btree ("award_id");--> statement-breakpoint
CREATE INDEX "instructions_by_account" ON "instructions" USING btree ("account_fingerprint","status");--> statement-breakpoint
CREATE UNIQUE INDEX "instructions_open" ON "instructions" USING btree ("award_id") WHERE status in ('queued', 'sent');--> statement-breakpoint
CREATE INDEX "account_changes_by_family" ON "account_changes" USING btree ("family_id","status");--> statement-breakpoint
CREATE UNIQUE INDEX "account_changes_open" ON "account_changes" USING btree ("family_id") WHERE status = 'proposed';--> statement-breakpoint
CREATE INDEX "files_by_indicator" ON "indicator_files" USING btree ("indicator_id");--> statement-breakpoint
CREATE INDEX "answers_by_round" ON "survey_answers" USING btree ("round_id","answered_on");--> statement-breakpoint
CREATE INDEX "answers_by_person" ON "survey_answers" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "survey_people_position" ON "survey_people" USING btree ("round_id","position");--> statement-breakpoint
CREATE INDEX "survey_people_by_member" ON "survey_people" USING btree ("member_id");--> statement-breakpoint
CREATE INDEX "rounds_by_project" ON "survey_rounds" USING btree ("project_id","start_on");--> statement-breakpoint
CREATE INDEX "services_by_day" ON "services" USING btree ("served_on","id");--> statement-breakpoint
CREATE INDEX "services_by_family" ON "services" USING btree ("family_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_chapters_chapter" ON "report_chapters" USING btree ("project_id","chapter");--> statement-breakpoint
CREATE UNIQUE INDEX "report_files_kind" ON "report_files" USING btree ("freeze_id","kind");--> statement-breakpoint
CREATE UNIQUE INDEX "freezes_position" ON "report_freezes" USING btree ("project_id","position");--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_confirmed_by_staff_id_fk" FOREIGN KEY ("confirmed_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "applications_by_day" ON "applications" USING btree ("project_id","applied_on","id");--> statement-breakpoint
CREATE INDEX "awards_by_day" ON "awards" USING btree ("project_id","approved_on","id");--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_kind_check" CHECK ("jobs"."kind" in ('families.import', 'families.export', 'payments.import', 'receipts.import'));--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_confirmer" CHECK ("applications"."confirmed_by" is null or ("applications"."confirmed_by" <> "applications"."recorded_by" and "applications"."confirmed_by" <> "applications"."reviewed_by" and "applications"."confirmed_by" <> "applications"."decided_by"));--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_school_stage_check" CHECK ("applications"."school_stage" in ('primary', 'junior', 'senior', 'vocational', 'college', 'bachelor', 'graduate'));--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_confirmed_on_check" CHECK ("applications"."confirmed_on" like '____-__-__');--> statement-breakpoint
ALTER TABLE "applications" ADD CONSTRAINT "applications_status_check" CHECK ("applications"."status" in ('submitted', 'reviewed', 'confirming', 'approved', 'rejected', 'returned', 'withdrawn'));--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_noticed_on_check" CHECK ("campaigns"."noticed_on" like '____-__-__');--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_notice_ends_on_check" CHECK ("campaigns"."notice_ends_on" like '____-__-__');