CREATE TABLE `role_changes` (
	`id` text PRIMARY KEY NOT NULL,
	`staff_id` text NOT NULL,
	`status` text NOT NULL,
	`old_roles` text NOT NULL,
	`new_roles` text NOT NULL,
	`roles_reason` text,
	`proposed_at` text NOT NULL,
	`decided_by` text,
	`decided_at` text,
	`decision_note` text,
	FOREIGN KEY (`staff_id`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `staff`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "role_changes_two_people" CHECK("role_changes"."decided_by" is null or "role_changes"."decided_by" <> "role_changes"."staff_id"),
	CONSTRAINT "role_changes_decided" CHECK(("role_changes"."status" in ('confirmed', 'rejected')) = ("role_changes"."decided_by" is not null)),
	CONSTRAINT "role_changes_status_check" CHECK("role_changes"."status" in ('proposed', 'confirmed', 'rejected', 'withdrawn')),
	CONSTRAINT "role_changes_proposed_at_check" CHECK("role_changes"."proposed_at" like '____-__-__T__:__:__.___Z'),
	CONSTRAINT "role_changes_decided_at_check" CHECK("role_changes"."decided_at" like '____-__-__T__:__:__.___Z')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `role_changes_open` ON `role_changes` (`staff_id`) WHERE status = 'proposed';