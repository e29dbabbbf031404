CREATE TABLE "case_packs" (
	"id" text PRIMARY KEY NOT NULL,
	"staff_id" text NOT NULL,
	"reason" text NOT NULL,
	"is_whole" boolean NOT NULL,
	"content" text NOT NULL,
	"ordered_at" text NOT NULL,
	CONSTRAINT "case_packs_ordered_at_check" CHECK ("case_packs"."ordered_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "desk_limits" (
	"desk" text PRIMARY KEY NOT NULL,
	"days" bigint NOT NULL,
	"set_by" text NOT NULL,
	"set_at" text NOT NULL,
	CONSTRAINT "desk_limits_days" CHECK ("desk_limits"."days" between 1 and 90),
	CONSTRAINT "desk_limits_set_at_check" CHECK ("desk_limits"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "national_items" (
	"id" text PRIMARY KEY NOT NULL,
	"job_id" text NOT NULL,
	"list" text NOT NULL,
	"position" bigint NOT NULL,
	"family_row" bigint NOT NULL,
	"family_id" text,
	"name" text NOT NULL,
	"id_masked" text NOT NULL,
	"id_fingerprint" text NOT NULL,
	"content_sealed" text NOT NULL,
	"digest" text NOT NULL,
	"explanation" text,
	"explained_by" text,
	"explained_at" text,
	CONSTRAINT "national_items_list_check" CHECK ("national_items"."list" in ('theirs_only', 'ours_only', 'differing', 'refused')),
	CONSTRAINT "national_items_explained_at_check" CHECK ("national_items"."explained_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "national_layouts" (
	"id" text PRIMARY KEY NOT NULL,
	"columns" text NOT NULL,
	"defined_by" text NOT NULL,
	"defined_at" text NOT NULL,
	CONSTRAINT "national_layouts_defined_at_check" CHECK ("national_layouts"."defined_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "award_groups" (
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"approved_day" text NOT NULL,
	"released_day" text NOT NULL,
	"paid_day" text NOT NULL,
	"part" bigint NOT NULL,
	"awards" bigint NOT NULL,
	"amount_fen" bigint NOT NULL,
	CONSTRAINT "award_groups_project_id_type_approved_day_released_day_paid_day_part_pk" PRIMARY KEY("project_id","type","approved_day","released_day","paid_day","part"),
	CONSTRAINT "award_groups_type_check" CHECK ("award_groups"."type" in ('living', 'schooling', 'medical'))
);
--> statement-breakpoint
CREATE TABLE "due_days" (
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"register_day" text NOT NULL,
	"paid_day" text NOT NULL,
	"part" bigint NOT NULL,
	"entered" bigint NOT NULL,
	"active" bigint NOT NULL,
	CONSTRAINT "due_days_project_id_type_register_day_paid_day_part_pk" PRIMARY KEY("project_id","type","register_day","paid_day","part"),
	CONSTRAINT "due_days_type_check" CHECK ("due_days"."type" in ('living', 'schooling', 'medical'))
);
--> statement-breakpoint
CREATE TABLE "due_turns" (
	"person_id" text NOT NULL,
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"register_day" text NOT NULL,
	"paid_day" text NOT NULL,
	"entered" bigint NOT NULL,
	"active" bigint NOT NULL,
	CONSTRAINT "due_turns_person_id_project_id_type_register_day_paid_day_pk" PRIMARY KEY("person_id","project_id","type","register_day","paid_day"),
	CONSTRAINT "due_turns_type_check" CHECK ("due_turns"."type" in ('living', 'schooling', 'medical'))
);
--> statement-breakpoint
CREATE TABLE "helped_days" (
	"project_id" text NOT NULL,
	"basis" text NOT NULL,
	"type" text NOT NULL,
	"day" text NOT NULL,
	"part" bigint NOT NULL,
	"change" bigint NOT NULL,
	CONSTRAINT "helped_days_project_id_basis_type_day_part_pk" PRIMARY KEY("project_id","basis","type","day","part"),
	CONSTRAINT "helped_days_basis_check" CHECK ("helped_days"."basis" in ('persons', 'families', 'people')),
	CONSTRAINT "helped_days_type_check" CHECK ("helped_days"."type" in ('living', 'schooling', 'medical', 'all'))
);
--> statement-breakpoint
CREATE TABLE "money_days" (
	"project_id" text NOT NULL,
	"type" text NOT NULL,
	"day" text NOT NULL,
	"part" bigint NOT NULL,
	"paid_fen" bigint NOT NULL,
	"ledger_rows" bigint NOT NULL,
	"committed_fen" bigint NOT NULL,
	CONSTRAINT "money_days_project_id_type_day_part_pk" PRIMARY KEY("project_id","type","day","part"),
	CONSTRAINT "money_days_type_check" CHECK ("money_days"."type" in ('living', 'schooling', 'medical'))
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"unit_id" text NOT NULL,
	"project_id" text NOT NULL,
	"basis" text NOT NULL,
	"type" text NOT NULL,
	"day" text NOT NULL,
	"change" bigint NOT NULL,
	CONSTRAINT "turns_unit_id_project_id_basis_type_day_pk" PRIMARY KEY("unit_id","project_id","basis","type","day"),
	CONSTRAINT "turns_basis_check" CHECK ("turns"."basis" in ('persons', 'families', 'people')),
	CONSTRAINT "turns_type_check" CHECK ("turns"."type" in ('living', 'schooling', 'medical', 'all'))
);
--> statement-breakpoint
ALTER TABLE "jobs" DROP CONSTRAINT "jobs_kind_check";--> statement-breakpoint
DROP INDEX "members_by_name";--> statement-breakpoint
ALTER TABLE "family_members" ADD COLUMN "long_name" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice_taken_down_on" text;--> statement-breakpoint
ALTER TABLE "campaigns" ADD COLUMN "notice_taken_down_by" text;--> statement-breakpoint
ALTER TABLE "award_sums" ADD COLUMN "history" text;--> statement-breakpoint
ALTER TABLE "case_packs" ADD CONSTRAINT "case_packs_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "desk_limits" ADD CONSTRAINT "desk_limits_set_by_staff_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "national_items" ADD CONSTRAINT "national_items_job_id_jobs_id_fk" FOREIGN KEY ("job_id") REFERENCES "public"."jobs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "national_items" ADD CONSTRAINT "national_items_family_id_families_id_fk" FOREIGN KEY ("family_id") REFERENCES "public"."families"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "national_items" ADD CONSTRAINT "national_items_explained_by_staff_id_fk" FOREIGN KEY ("explained_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "national_layouts" ADD CONSTRAINT "national_layouts_defined_by_staff_id_fk" FOREIGN KEY ("defined_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_packs_by_staff" ON "case_packs" USING btree ("staff_id","ordered_at");--> statement-breakpoint
CREATE INDEX "national_items_in_list" ON "national_items" USING btree ("job_id","list","position","id");--> statement-breakpoint
CREATE INDEX "national_items_by_digest" ON "national_items" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "national_items_by_person" ON "national_items" USING btree ("id_fingerprint");--> statement-breakpoint
CREATE INDEX "national_items_by_family" ON "national_items" USING btree ("family_id");--> statement-breakpoint
CREATE INDEX "turns_counted" ON "turns" USING btree ("project_id","basis","type","unit_id","day","change");--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_notice_taken_down_by_staff_id_fk" FOREIGN KEY ("notice_taken_down_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "members_by_long_name" ON "family_members" USING btree ("long_name","family_id");--> statement-breakpoint
CREATE INDEX "instructions_failed" ON "instructions" USING btree ("batch_id","award_id") WHERE status = 'failed';--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_kind_check" CHECK ("jobs"."kind" in ('families.import', 'families.export', 'payments.import', 'receipts.import', 'national.export', 'national.compare'));--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_notice_taken_down_on_check" CHECK ("campaigns"."notice_taken_down_on" like '____-__-__');