-- By what a year was scored is never changed, only set anew.
CREATE TRIGGER scoring_rules_append_only BEFORE UPDATE OR DELETE ON scoring_rules FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER scoring_rules_no_truncate BEFORE TRUNCATE ON scoring_rules FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
