-- Roles that were proposed before were proposed by whose they are.
UPDATE role_changes SET proposed_by = staff_id, occasion = 'changed' WHERE proposed_by IS NULL;
--> statement-breakpoint
-- Who gave roles to somebody does not let them in; a table that is not built anew keeps it by triggers.
CREATE TRIGGER role_changes_giver BEFORE INSERT ON role_changes
WHEN NEW.proposed_by IS NULL OR NEW.proposed_by = NEW.decided_by OR coalesce(NEW.occasion NOT IN ('opened', 'reopened', 'changed'), 1)
BEGIN
	SELECT RAISE(ABORT, 'role_changes_giver');
END;
--> statement-breakpoint
CREATE TRIGGER role_changes_giver_later BEFORE UPDATE ON role_changes
WHEN NEW.proposed_by IS NULL OR NEW.proposed_by = NEW.decided_by OR coalesce(NEW.occasion NOT IN ('opened', 'reopened', 'changed'), 1)
BEGIN
	SELECT RAISE(ABORT, 'role_changes_giver');
END;
