ALTER TABLE `indicators` ADD `filter_type` text;--> statement-breakpoint
ALTER TABLE `indicators` ADD `filter_division` text;--> statement-breakpoint
ALTER TABLE `indicators` ADD `filter_source` text;