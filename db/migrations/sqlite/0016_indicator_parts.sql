PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE `__new_indicators` (
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
	`filter_type` text,
	`filter_division` text,
	`filter_source` text,
	`filter_service_kind` text,
	FOREIGN KEY (`project_id`) REFERENCES `projects`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "indicators_position_check" CHECK(typeof("__new_indicators"."position") in ('integer', 'null')),
	CONSTRAINT "indicators_kind_check" CHECK("__new_indicators"."kind" in ('quantitative', 'qualitative')),
	CONSTRAINT "indicators_metric_check" CHECK("__new_indicators"."metric" in ('budget_execution', 'funds_in_place', 'people_helped.living', 'people_helped.schooling', 'people_helped.medical', 'people_helped.all', 'paid_amount', 'received_amount', 'services_count', 'coverage', 'timeliness', 'satisfaction')),
	CONSTRAINT "indicators_count_basis_check" CHECK("__new_indicators"."count_basis" in ('persons', 'person_times', 'families')),
	CONSTRAINT "indicators_operator_check" CHECK("__new_indicators"."operator" in ('=', '>', '>=', '<', '<=')),
	CONSTRAINT "indicators_weight_hundredths_check" CHECK(typeof("__new_indicators"."weight_hundredths") in ('integer', 'null'))
);
--> statement-breakpoint
INSERT INTO `__new_indicators`("id", "project_id", "position", "level1", "level2", "level3", "kind", "metric", "count_basis", "operator", "target_value", "target_unit", "target_text", "weight_hundredths", "filter_type", "filter_division", "filter_source", "filter_service_kind") SELECT "id", "project_id", "position", "level1", "level2", "level3", "kind", "metric", "count_basis", "operator", "target_value", "target_unit", "target_text", "weight_hundredths", "filter_type", "filter_division", "filter_source", NULL FROM `indicators`;--> statement-breakpoint
DROP TABLE `indicators`;--> statement-breakpoint
ALTER TABLE `__new_indicators` RENAME TO `indicators`;--> statement-breakpoint
PRAGMA foreign_keys=ON;--> statement-breakpoint
CREATE UNIQUE INDEX `indicators_position` ON `indicators` (`project_id`,`position`);