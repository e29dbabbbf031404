-- A frozen report is never changed: the database itself refuses.
CREATE TRIGGER report_freezes_no_update BEFORE UPDATE ON report_freezes
BEGIN
	SELECT RAISE(ABORT, 'report_freezes is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER report_freezes_no_delete BEFORE DELETE ON report_freezes
BEGIN
	SELECT RAISE(ABORT, 'report_freezes is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER report_freezes_no_replace BEFORE INSERT ON report_freezes
WHEN EXISTS (SELECT 1 FROM report_freezes WHERE id = NEW.id OR (project_id = NEW.project_id AND position = NEW.position))
BEGIN
	SELECT RAISE(ABORT, 'report_freezes is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER report_files_no_update BEFORE UPDATE ON report_files
BEGIN
	SELECT RAISE(ABORT, 'report_files is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER report_files_no_delete BEFORE DELETE ON report_files
BEGIN
	SELECT RAISE(ABORT, 'report_files is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER report_files_no_replace BEFORE INSERT ON report_files
WHEN EXISTS (SELECT 1 FROM report_files WHERE id = NEW.id OR (freeze_id = NEW.freeze_id AND kind = NEW.kind))
BEGIN
	SELECT RAISE(ABORT, 'report_files is append-only');
END;
