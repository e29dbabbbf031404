-- By what a year was scored is never changed, only set anew.
CREATE TRIGGER scoring_rules_no_update BEFORE UPDATE ON scoring_rules
BEGIN
	SELECT RAISE(ABORT, 'scoring_rules is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER scoring_rules_no_delete BEFORE DELETE ON scoring_rules
BEGIN
	SELECT RAISE(ABORT, 'scoring_rules is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER scoring_rules_no_replace BEFORE INSERT ON scoring_rules
WHEN EXISTS (SELECT 1 FROM scoring_rules WHERE id = NEW.id OR (project_id = NEW.project_id AND position = NEW.position))
BEGIN
	SELECT RAISE(ABORT, 'scoring_rules is append-only');
END;
