-- What the code asks of two people is asked by the database too: who brings an old ledger does not vouch for its decisions
-- (what the machine's owner brings is vouched for by the command line), and who changed a file decides on it no more than
-- who recorded it.
CREATE FUNCTION ledger_awards_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM applications WHERE id = NEW.application_id AND decided_by IS NULL AND recorded_by = NEW.approved_by AND recorded_by <> 'command-line') THEN
		RAISE EXCEPTION 'ledger_awards_two_people';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER ledger_awards_two_people BEFORE INSERT OR UPDATE OF approved_by, application_id ON awards FOR EACH ROW EXECUTE FUNCTION ledger_awards_two_people();
--> statement-breakpoint
CREATE FUNCTION families_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.approved_by IS DISTINCT FROM OLD.approved_by AND NEW.approved_by IS NOT NULL AND EXISTS (SELECT 1 FROM audit_entries WHERE subject_type = 'family' AND subject_id = NEW.id AND action IN ('family.recorded', 'family.changed', 'family.imported') AND staff_id = NEW.approved_by) THEN
		RAISE EXCEPTION 'families_two_people';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER families_two_people BEFORE UPDATE OF approved_by ON families FOR EACH ROW EXECUTE FUNCTION families_two_people();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION family_reviews_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND recorded_by = NEW.recorded_by)
		OR EXISTS (SELECT 1 FROM audit_entries WHERE subject_type = 'family' AND subject_id = NEW.family_id AND action IN ('family.recorded', 'family.changed', 'family.imported') AND staff_id = NEW.recorded_by) THEN
		RAISE EXCEPTION 'family_reviews_two_people';
	END IF;
	RETURN NEW;
END;
$$;
