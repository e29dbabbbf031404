ALTER TABLE `jobs` ADD `released_by` text CONSTRAINT "jobs_two_people" CHECK("released_by" is null or "released_by" <> "staff_id") REFERENCES staff(id);--> statement-breakpoint
-- Who let a file in stood in what was asked for.
UPDATE `jobs` SET `released_by` = json_extract(`input`, '$.releasedBy') WHERE json_extract(`input`, '$.releasedBy') <> `staff_id`;
