-- Roles that were proposed before were proposed by whose they are.
UPDATE role_changes SET proposed_by = staff_id, occasion = 'changed' WHERE proposed_by IS NULL;
--> statement-breakpoint
-- Who gave roles to somebody does not let them in.
CREATE FUNCTION role_changes_giver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF NEW.proposed_by IS NULL OR NEW.proposed_by = NEW.decided_by OR coalesce(NEW.occasion NOT IN ('opened', 'reopened', 'changed'), true) THEN
		RAISE EXCEPTION 'role_changes_giver';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER role_changes_giver BEFORE INSERT OR UPDATE ON role_changes FOR EACH ROW EXECUTE FUNCTION role_changes_giver();
