-- Who recorded a case decides on it in no table: what the columns of one row cannot see is kept by triggers.
CREATE TRIGGER awards_two_people BEFORE INSERT ON awards
WHEN EXISTS (SELECT 1 FROM applications WHERE id = NEW.application_id AND decided_by IS NOT NULL AND (recorded_by = NEW.approved_by OR reviewed_by = NEW.approved_by))
BEGIN
	SELECT RAISE(ABORT, 'awards_two_people');
END;
--> statement-breakpoint
CREATE TRIGGER awards_two_people_later BEFORE UPDATE OF approved_by, application_id ON awards
WHEN EXISTS (SELECT 1 FROM applications WHERE id = NEW.application_id AND decided_by IS NOT NULL AND (recorded_by = NEW.approved_by OR reviewed_by = NEW.approved_by))
BEGIN
	SELECT RAISE(ABORT, 'awards_two_people');
END;
--> statement-breakpoint
CREATE TRIGGER family_reviews_two_people BEFORE INSERT ON family_reviews
WHEN EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND recorded_by = NEW.recorded_by)
BEGIN
	SELECT RAISE(ABORT, 'family_reviews_two_people');
END;
--> statement-breakpoint
CREATE TRIGGER family_reviews_two_people_later BEFORE UPDATE OF recorded_by, family_id ON family_reviews
WHEN EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND recorded_by = NEW.recorded_by)
BEGIN
	SELECT RAISE(ABORT, 'family_reviews_two_people');
END;
