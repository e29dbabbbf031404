-- Who recorded a case decides on it in no table: what the columns of one row cannot see is kept by triggers.
CREATE FUNCTION awards_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM applications WHERE id = NEW.application_id AND decided_by IS NOT NULL AND (recorded_by = NEW.approved_by OR reviewed_by = NEW.approved_by)) THEN
		RAISE EXCEPTION 'awards_two_people';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER awards_two_people BEFORE INSERT OR UPDATE OF approved_by, application_id ON awards FOR EACH ROW EXECUTE FUNCTION awards_two_people();
--> statement-breakpoint
CREATE FUNCTION family_reviews_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND recorded_by = NEW.recorded_by) THEN
		RAISE EXCEPTION 'family_reviews_two_people';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER family_reviews_two_people BEFORE INSERT OR UPDATE OF recorded_by, family_id ON family_reviews FOR EACH ROW EXECUTE FUNCTION family_reviews_two_people();
