-- Only the main person and students are due anything. Somebody whom no other row names has nothing to be weighed
-- against: what is due is told by the new row alone. A new main person takes over the payments of the file, and with
-- them the long way.
CREATE OR REPLACE FUNCTION members_sums() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	file record;
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.position <> 0 AND NEW.employment <> 'student' THEN
			RETURN NULL;
		END IF;
		SELECT registered_on, exited_on INTO file FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL;
		IF NOT FOUND THEN
			RETURN NULL;
		END IF;
		IF NOT EXISTS (SELECT 1 FROM family_members WHERE id_fingerprint = NEW.id_fingerprint AND id <> NEW.id)
			AND NOT EXISTS (SELECT 1 FROM payments WHERE family_id = NEW.family_id)
		THEN
			INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
			SELECT NEW.id_fingerprint, due.type, true, file.registered_on, file.exited_on
			FROM (VALUES ('living', NEW.position = 0), ('schooling', NEW.employment = 'student')) AS due (type, is_due)
			WHERE due.is_due;
			RETURN NULL;
		END IF;
	END IF;
	IF TG_OP <> 'DELETE' THEN
		PERFORM derive_due_people(NEW.id_fingerprint);
	END IF;
	IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.id_fingerprint <> NEW.id_fingerprint) THEN
		PERFORM derive_due_people(OLD.id_fingerprint);
	END IF;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
ALTER FUNCTION members_sums() SET enable_seqscan = off;
