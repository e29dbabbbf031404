-- Somebody whom no other row names has nothing to be weighed against: what is due is told by the new row alone. A new
-- main person takes over the payments of the file, and with them the long way.
DROP TRIGGER members_sums_insert;
--> statement-breakpoint
CREATE TRIGGER members_sums_insert AFTER INSERT ON family_members
WHEN (NEW.position = 0 OR NEW.employment = 'student')
	AND EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL)
	AND (
		EXISTS (SELECT 1 FROM family_members WHERE id_fingerprint = NEW.id_fingerprint AND id <> NEW.id)
		OR EXISTS (SELECT 1 FROM payments WHERE family_id = NEW.family_id)
	)
BEGIN
	INSERT INTO due_people_stale VALUES (NEW.id_fingerprint);
END;
--> statement-breakpoint
CREATE TRIGGER members_sums_first AFTER INSERT ON family_members
WHEN (NEW.position = 0 OR NEW.employment = 'student')
	AND NOT EXISTS (SELECT 1 FROM family_members WHERE id_fingerprint = NEW.id_fingerprint AND id <> NEW.id)
	AND NOT EXISTS (SELECT 1 FROM payments WHERE family_id = NEW.family_id)
BEGIN
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT NEW.id_fingerprint, 'living', 1, registered_on, exited_on
	FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL AND NEW.position = 0;
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT NEW.id_fingerprint, 'schooling', 1, registered_on, exited_on
	FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL AND NEW.employment = 'student';
END;
--> statement-breakpoint
-- The day on which somebody leaves is counted only where there is one.
DROP TRIGGER due_days_register_add;
--> statement-breakpoint
CREATE TRIGGER due_days_register_add AFTER INSERT ON due_people WHEN NEW.is_plain
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES ('', NEW.type, NEW.registered_on, '', 0, 1, 1) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) SELECT '', NEW.type, max(NEW.registered_on, NEW.exited_on), '', 0, 0, -1 WHERE NEW.exited_on IS NOT NULL ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
END;
