-- What the code asks of two people is asked by the database too: who brings an old ledger does not vouch for its decisions
-- (what the machine's owner brings is vouched for by the command line), and who changed a file decides on it no more than
-- who recorded it.
CREATE TRIGGER ledger_awards_two_people BEFORE INSERT ON awards
WHEN EXISTS (SELECT 1 FROM applications WHERE id = NEW.application_id AND decided_by IS NULL AND recorded_by = NEW.approved_by AND recorded_by <> 'command-line')
BEGIN
	SELECT RAISE(ABORT, 'ledger_awards_two_people');
END;
--> statement-breakpoint
CREATE TRIGGER ledger_awards_two_people_later BEFORE UPDATE OF approved_by, application_id ON awards
WHEN EXISTS (SELECT 1 FROM applications WHERE id = NEW.application_id AND decided_by IS NULL AND recorded_by = NEW.approved_by AND recorded_by <> 'command-line')
BEGIN
	SELECT RAISE(ABORT, 'ledger_awards_two_people');
END;
--> statement-breakpoint
CREATE TRIGGER families_two_people BEFORE UPDATE OF approved_by ON families
WHEN NEW.approved_by IS NOT OLD.approved_by AND NEW.approved_by IS NOT NULL AND EXISTS (SELECT 1 FROM audit_entries WHERE subject_type = 'family' AND subject_id = NEW.id AND action IN ('family.recorded', 'family.changed', 'family.imported') AND +staff_id = NEW.approved_by)
BEGIN
	SELECT RAISE(ABORT, 'families_two_people');
END;
--> statement-breakpoint
DROP TRIGGER family_reviews_two_people;
--> statement-breakpoint
DROP TRIGGER family_reviews_two_people_later;
--> statement-breakpoint
CREATE TRIGGER family_reviews_two_people BEFORE INSERT ON family_reviews
WHEN EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND recorded_by = NEW.recorded_by)
	OR EXISTS (SELECT 1 FROM audit_entries WHERE subject_type = 'family' AND subject_id = NEW.family_id AND action IN ('family.recorded', 'family.changed', 'family.imported') AND +staff_id = NEW.recorded_by)
BEGIN
	SELECT RAISE(ABORT, 'family_reviews_two_people');
END;
--> statement-breakpoint
CREATE TRIGGER family_reviews_two_people_later BEFORE UPDATE OF recorded_by, family_id ON family_reviews
WHEN EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND recorded_by = NEW.recorded_by)
	OR EXISTS (SELECT 1 FROM audit_entries WHERE subject_type = 'family' AND subject_id = NEW.family_id AND action IN ('family.recorded', 'family.changed', 'family.imported') AND +staff_id = NEW.recorded_by)
BEGIN
	SELECT RAISE(ABORT, 'family_reviews_two_people');
END;
