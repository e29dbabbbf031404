ALTER TABLE `role_changes` ADD `occasion` text;--> statement-breakpoint
ALTER TABLE `role_changes` ADD `proposed_by` text REFERENCES staff(id);