-- The plans of a function are made once in a session: made while a table is small they would read all of it ever after.
ALTER FUNCTION derive_award_sums(text) SET enable_seqscan = off;
--> statement-breakpoint
ALTER FUNCTION derive_due_people(text) SET enable_seqscan = off;
--> statement-breakpoint
ALTER FUNCTION awards_two_people() SET enable_seqscan = off;
--> statement-breakpoint
ALTER FUNCTION payments_sums() SET enable_seqscan = off;
--> statement-breakpoint
-- A new award has no payments yet: nothing is looked for.
CREATE OR REPLACE FUNCTION awards_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on)
		VALUES (NEW.id, NEW.project_id, NEW.type, NEW.approved_on, NEW.released_on, NEW.amount_fen, true, NULL);
	ELSE
		PERFORM derive_award_sums(coalesce(NEW.id, OLD.id));
	END IF;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
-- Only the main person and students are due anything, and nobody new was paid.
CREATE OR REPLACE FUNCTION members_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' AND (
		(NEW.position <> 0 AND NEW.employment <> 'student')
		OR NOT EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL)
	) THEN
		RETURN NULL;
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
