DROP TRIGGER awards_sums_insert;
--> statement-breakpoint
-- A new award has no payments yet: nothing is looked for.
CREATE TRIGGER awards_sums_insert AFTER INSERT ON awards
BEGIN
	INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on)
	VALUES (NEW.id, NEW.project_id, NEW.type, NEW.approved_on, NEW.released_on, NEW.amount_fen, 1, NULL);
END;
--> statement-breakpoint
DROP TRIGGER members_sums_insert;
--> statement-breakpoint
-- Only the main person and students are due anything, and nobody new was paid.
CREATE TRIGGER members_sums_insert AFTER INSERT ON family_members
WHEN (NEW.position = 0 OR NEW.employment = 'student') AND EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL)
BEGIN
	INSERT INTO due_people_stale VALUES (NEW.id_fingerprint);
END;
