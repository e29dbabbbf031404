-- A frozen report is never changed: the database itself refuses.
CREATE TRIGGER report_freezes_append_only BEFORE UPDATE OR DELETE ON report_freezes FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER report_freezes_no_truncate BEFORE TRUNCATE ON report_freezes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER report_files_append_only BEFORE UPDATE OR DELETE ON report_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER report_files_no_truncate BEFORE TRUNCATE ON report_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
