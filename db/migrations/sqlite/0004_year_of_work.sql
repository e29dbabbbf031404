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
ALTER TABLE `account_changes` ADD `shared_reason` text;--> statement-breakpoint
ALTER TABLE `account_changes` ADD `shared_confirmed` text;