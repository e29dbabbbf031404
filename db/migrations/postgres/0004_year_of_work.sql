CREATE TABLE "password_history" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"password_hash" text NOT NULL,
	"set_at" text NOT NULL,
	CONSTRAINT "password_history_set_at_check" CHECK ("password_history"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"code_fingerprint" text NOT NULL,
	"used_at" text,
	CONSTRAINT "recovery_codes_used_at_check" CHECK ("recovery_codes"."used_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "second_factor_roles" (
	"role" text PRIMARY KEY NOT NULL,
	"required_at" text NOT NULL,
	CONSTRAINT "second_factor_roles_role_check" CHECK ("second_factor_roles"."role" in ('caseworker', 'finance', 'head', 'auditor', 'admin')),
	CONSTRAINT "second_factor_roles_required_at_check" CHECK ("second_factor_roles"."required_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "second_factors" (
	"staff_id" text PRIMARY KEY NOT NULL,
	"secret_sealed" text NOT NULL,
	"created_at" text NOT NULL,
	"confirmed_at" text,
	"last_step" bigint,
	CONSTRAINT "second_factors_created_at_check" CHECK ("second_factors"."created_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "second_factors_confirmed_at_check" CHECK ("second_factors"."confirmed_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "unknown_logins" (
	"id" text PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"locked_until_at" text,
	"tried_at" text NOT NULL,
	CONSTRAINT "unknown_logins_locked_until_at_check" CHECK ("unknown_logins"."locked_until_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "unknown_logins_tried_at_check" CHECK ("unknown_logins"."tried_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "award_sums" (
	"award_id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"approved_on" text NOT NULL,
	"released_on" text,
	"amount_fen" bigint NOT NULL,
	"is_plain" boolean NOT NULL,
	"paid_on" text,
	CONSTRAINT "award_sums_type_check" CHECK ("award_sums"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "award_sums_approved_on_check" CHECK ("award_sums"."approved_on" like '____-__-__'),
	CONSTRAINT "award_sums_released_on_check" CHECK ("award_sums"."released_on" like '____-__-__'),
	CONSTRAINT "award_sums_paid_on_check" CHECK ("award_sums"."paid_on" like '____-__-__')
);
--> statement-breakpoint
CREATE TABLE "due_people" (
	"person_id" text NOT NULL,
	"type" text NOT NULL,
	"is_plain" boolean NOT NULL,
	"registered_on" text NOT NULL,
	"exited_on" text,
	CONSTRAINT "due_people_person_id_type_pk" PRIMARY KEY("person_id","type"),
	CONSTRAINT "due_people_type_check" CHECK ("due_people"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "due_people_registered_on_check" CHECK ("due_people"."registered_on" like '____-__-__'),
	CONSTRAINT "due_people_exited_on_check" CHECK ("due_people"."exited_on" like '____-__-__')
);
--> statement-breakpoint
CREATE TABLE "due_sums" (
	"person_id" text NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"is_plain" boolean NOT NULL,
	"has_one_file" boolean NOT NULL,
	"registered_on" text NOT NULL,
	"exited_on" text,
	"first_paid_on" text NOT NULL,
	CONSTRAINT "due_sums_person_id_project_id_type_pk" PRIMARY KEY("person_id","project_id","type"),
	CONSTRAINT "due_sums_type_check" CHECK ("due_sums"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "due_sums_registered_on_check" CHECK ("due_sums"."registered_on" like '____-__-__'),
	CONSTRAINT "due_sums_exited_on_check" CHECK ("due_sums"."exited_on" like '____-__-__'),
	CONSTRAINT "due_sums_first_paid_on_check" CHECK ("due_sums"."first_paid_on" like '____-__-__')
);
--> statement-breakpoint
CREATE TABLE "family_sums" (
	"family_id" text NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"is_plain" boolean NOT NULL,
	"first_paid_on" text NOT NULL,
	CONSTRAINT "family_sums_family_id_project_id_type_pk" PRIMARY KEY("family_id","project_id","type"),
	CONSTRAINT "family_sums_type_check" CHECK ("family_sums"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "family_sums_first_paid_on_check" CHECK ("family_sums"."first_paid_on" like '____-__-__')
);
--> statement-breakpoint
CREATE TABLE "person_sums" (
	"person_id" text NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"is_plain" boolean NOT NULL,
	"first_paid_on" text NOT NULL,
	CONSTRAINT "person_sums_person_id_project_id_type_pk" PRIMARY KEY("person_id","project_id","type"),
	CONSTRAINT "person_sums_type_check" CHECK ("person_sums"."type" in ('living', 'schooling', 'medical')),
	CONSTRAINT "person_sums_first_paid_on_check" CHECK ("person_sums"."first_paid_on" like '____-__-__')
);
--> statement-breakpoint
CREATE TABLE "indicator_sources" (
	"id" text PRIMARY KEY NOT NULL,
	"indicator_id" text NOT NULL,
	"source" text NOT NULL,
	CONSTRAINT "indicator_sources_source_check" CHECK ("indicator_sources"."source" in ('over_cap', 'duplicate_award', 'unapproved_payment', 'maker_is_checker', 'not_on_register', 'not_publicised', 'outside_window', 'files', 'nothing'))
);
--> statement-breakpoint
CREATE TABLE "report_layouts" (
	"project_id" text PRIMARY KEY NOT NULL,
	"layout" text NOT NULL,
	"department" text NOT NULL,
	"planned_carried_fen" bigint,
	"planned_other_fen" bigint,
	"budget_carried_fen" bigint,
	"budget_other_fen" bigint,
	"version" bigint NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "report_layouts_layout_check" CHECK ("report_layouts"."layout" in ('tree_2019', 'national')),
	CONSTRAINT "report_layouts_recorded_at_check" CHECK ("report_layouts"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "report_template_uses" (
	"id" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"template_id" text,
	"chosen_by" text NOT NULL,
	"chosen_at" text NOT NULL,
	CONSTRAINT "report_template_uses_position_unique" UNIQUE("position"),
	CONSTRAINT "report_template_uses_chosen_at_check" CHECK ("report_template_uses"."chosen_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "report_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL,
	"file_name" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" text NOT NULL,
	"uploaded_by" text NOT NULL,
	"uploaded_at" text NOT NULL,
	CONSTRAINT "report_templates_uploaded_at_check" CHECK ("report_templates"."uploaded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" text PRIMARY KEY NOT NULL,
	"key_mark" text NOT NULL,
	"created_at" text NOT NULL,
	CONSTRAINT "installation_created_at_check" CHECK ("installation"."created_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "monitoring_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"indicator_id" text NOT NULL,
	"as_of_on" text NOT NULL,
	"expected" text NOT NULL,
	"cause" text NOT NULL,
	"likelihood" text NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" text NOT NULL,
	CONSTRAINT "monitoring_notes_as_of_on_check" CHECK ("monitoring_notes"."as_of_on" like '____-__-__'),
	CONSTRAINT "monitoring_notes_likelihood_check" CHECK ("monitoring_notes"."likelihood" in ('certain', 'likely', 'unlikely')),
	CONSTRAINT "monitoring_notes_recorded_at_check" CHECK ("monitoring_notes"."recorded_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
DROP INDEX "payments_by_award";--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "device" text;--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "verified_at" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "password_given_at" text;--> statement-breakpoint
ALTER TABLE "staff" ADD COLUMN "roles_reason" text;--> statement-breakpoint
ALTER TABLE "family_members" ADD COLUMN "income_unstated" boolean;--> statement-breakpoint
ALTER TABLE "stated_incomes" ADD COLUMN "income_unstated" boolean;--> statement-breakpoint
ALTER TABLE "awards" ADD COLUMN "taken_back_by" text;--> statement-breakpoint
ALTER TABLE "account_changes" ADD COLUMN "shared_reason" text;--> statement-breakpoint
ALTER TABLE "account_changes" ADD COLUMN "shared_confirmed" text;--> statement-breakpoint
ALTER TABLE "password_history" ADD CONSTRAINT "password_history_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_factors" ADD CONSTRAINT "second_factors_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "indicator_sources" ADD CONSTRAINT "indicator_sources_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_layouts" ADD CONSTRAINT "report_layouts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_layouts" ADD CONSTRAINT "report_layouts_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_template_uses" ADD CONSTRAINT "report_template_uses_template_id_report_templates_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."report_templates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_template_uses" ADD CONSTRAINT "report_template_uses_chosen_by_staff_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_templates" ADD CONSTRAINT "report_templates_uploaded_by_staff_id_fk" FOREIGN KEY ("uploaded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monitoring_notes" ADD CONSTRAINT "monitoring_notes_indicator_id_indicators_id_fk" FOREIGN KEY ("indicator_id") REFERENCES "public"."indicators"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "monitoring_notes" ADD CONSTRAINT "monitoring_notes_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "password_history_by_staff" ON "password_history" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "recovery_codes_by_staff" ON "recovery_codes" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "award_sums_counted" ON "award_sums" USING btree ("project_id","is_plain","type","approved_on","released_on","paid_on","amount_fen");--> statement-breakpoint
CREATE INDEX "due_people_counted" ON "due_people" USING btree ("type","is_plain","registered_on","exited_on");--> statement-breakpoint
CREATE INDEX "due_sums_counted" ON "due_sums" USING btree ("project_id","type","has_one_file","is_plain","first_paid_on","registered_on","exited_on");--> statement-breakpoint
CREATE INDEX "family_sums_counted" ON "family_sums" USING btree ("project_id","type","is_plain","first_paid_on");--> statement-breakpoint
CREATE INDEX "person_sums_counted" ON "person_sums" USING btree ("project_id","type","is_plain","first_paid_on");--> statement-breakpoint
CREATE INDEX "person_sums_people" ON "person_sums" USING btree ("project_id","person_id","is_plain","first_paid_on");--> statement-breakpoint
CREATE UNIQUE INDEX "sources_by_indicator" ON "indicator_sources" USING btree ("indicator_id","source");--> statement-breakpoint
CREATE UNIQUE INDEX "report_templates_version" ON "report_templates" USING btree ("version");--> statement-breakpoint
CREATE UNIQUE INDEX "report_templates_content" ON "report_templates" USING btree ("sha256");--> statement-breakpoint
CREATE INDEX "monitoring_notes_of_day" ON "monitoring_notes" USING btree ("as_of_on","indicator_id","id");--> statement-breakpoint
CREATE INDEX "payments_in_project" ON "payments" USING btree ("project_id","family_id","type","member_id","paid_on","amount_fen");--> statement-breakpoint
CREATE INDEX "payments_by_award" ON "payments" USING btree ("award_id","paid_on","amount_fen","kind","original_id");--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_verified_at_check" CHECK ("sessions"."verified_at" like '____-__-__T__:__:__.___Z');--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_password_given_at_check" CHECK ("staff"."password_given_at" like '____-__-__T__:__:__.___Z');