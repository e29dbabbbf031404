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
ALTER TABLE "account_changes" ADD COLUMN "shared_reason" text;--> statement-breakpoint
ALTER TABLE "account_changes" ADD COLUMN "shared_confirmed" text;--> statement-breakpoint
ALTER TABLE "report_layouts" ADD CONSTRAINT "report_layouts_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_layouts" ADD CONSTRAINT "report_layouts_recorded_by_staff_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;