CREATE TABLE "login_addresses" (
	"id" text PRIMARY KEY NOT NULL,
	"failures" bigint NOT NULL,
	"counted_from_at" text NOT NULL,
	"locked_until_at" text,
	CONSTRAINT "login_addresses_counted_from_at_check" CHECK ("login_addresses"."counted_from_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "login_addresses_locked_until_at_check" CHECK ("login_addresses"."locked_until_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE TABLE "scoring_rules" (
	"id" text PRIMARY KEY NOT NULL,
	"project_id" text NOT NULL,
	"position" bigint NOT NULL,
	"far_above" bigint NOT NULL,
	"execution_explained" bigint NOT NULL,
	"timely" bigint NOT NULL,
	"mostly_timely" bigint NOT NULL,
	"files_sound" bigint NOT NULL,
	"files_passable" bigint NOT NULL,
	"achieved_from" bigint NOT NULL,
	"partly_from" bigint NOT NULL,
	"excellent_from" bigint NOT NULL,
	"good_from" bigint NOT NULL,
	"fair_from" bigint NOT NULL,
	"set_by" text NOT NULL,
	"set_at" text NOT NULL,
	CONSTRAINT "scoring_rules_first" CHECK ("scoring_rules"."position" >= 1),
	CONSTRAINT "scoring_rules_far_above" CHECK ("scoring_rules"."far_above" between 10000 and 100000),
	CONSTRAINT "scoring_rules_execution" CHECK ("scoring_rules"."execution_explained" between 0 and 10000),
	CONSTRAINT "scoring_rules_timeliness" CHECK (0 <= "scoring_rules"."mostly_timely" and "scoring_rules"."mostly_timely" < "scoring_rules"."timely" and "scoring_rules"."timely" <= 10000),
	CONSTRAINT "scoring_rules_files" CHECK (0 <= "scoring_rules"."files_passable" and "scoring_rules"."files_passable" < "scoring_rules"."files_sound" and "scoring_rules"."files_sound" <= 10000),
	CONSTRAINT "scoring_rules_bands" CHECK (0 <= "scoring_rules"."partly_from" and "scoring_rules"."partly_from" < "scoring_rules"."achieved_from" and "scoring_rules"."achieved_from" <= 10000),
	CONSTRAINT "scoring_rules_grades" CHECK (0 <= "scoring_rules"."fair_from" and "scoring_rules"."fair_from" < "scoring_rules"."good_from" and "scoring_rules"."good_from" < "scoring_rules"."excellent_from" and "scoring_rules"."excellent_from" <= 10000),
	CONSTRAINT "scoring_rules_set_at_check" CHECK ("scoring_rules"."set_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
ALTER TABLE "indicators" ADD COLUMN "filter_type" text;--> statement-breakpoint
ALTER TABLE "indicators" ADD COLUMN "filter_division" text;--> statement-breakpoint
ALTER TABLE "indicators" ADD COLUMN "filter_source" text;--> statement-breakpoint
ALTER TABLE "scoring_rules" ADD CONSTRAINT "scoring_rules_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_rules" ADD CONSTRAINT "scoring_rules_set_by_staff_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "scoring_rules_position" ON "scoring_rules" USING btree ("project_id","position");