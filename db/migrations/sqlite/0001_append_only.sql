-- Records of money and of what was done are added to, never changed: the database itself refuses.
-- INSERT OR REPLACE fires no DELETE trigger, so that it has one of its own.
CREATE TRIGGER audit_entries_no_update BEFORE UPDATE ON audit_entries
BEGIN
	SELECT RAISE(ABORT, 'audit_entries is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_entries_no_delete BEFORE DELETE ON audit_entries
BEGIN
	SELECT RAISE(ABORT, 'audit_entries is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER payments_no_update BEFORE UPDATE ON payments
BEGIN
	SELECT RAISE(ABORT, 'payments is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER payments_no_delete BEFORE DELETE ON payments
BEGIN
	SELECT RAISE(ABORT, 'payments is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER receipts_no_update BEFORE UPDATE ON receipts
BEGIN
	SELECT RAISE(ABORT, 'receipts is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER receipts_no_delete BEFORE DELETE ON receipts
BEGIN
	SELECT RAISE(ABORT, 'receipts is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER budget_adjustments_no_update BEFORE UPDATE ON budget_adjustments
BEGIN
	SELECT RAISE(ABORT, 'budget_adjustments is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER budget_adjustments_no_delete BEFORE DELETE ON budget_adjustments
BEGIN
	SELECT RAISE(ABORT, 'budget_adjustments is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER commands_no_update BEFORE UPDATE ON commands
BEGIN
	SELECT RAISE(ABORT, 'commands is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER commands_no_delete BEFORE DELETE ON commands
BEGIN
	SELECT RAISE(ABORT, 'commands is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER audit_entries_no_replace BEFORE INSERT ON audit_entries
WHEN EXISTS (SELECT 1 FROM audit_entries WHERE sequence = NEW.sequence)
BEGIN
	SELECT RAISE(ABORT, 'audit_entries is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER payments_no_replace BEFORE INSERT ON payments
WHEN EXISTS (SELECT 1 FROM payments WHERE id = NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'payments is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER receipts_no_replace BEFORE INSERT ON receipts
WHEN EXISTS (SELECT 1 FROM receipts WHERE id = NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'receipts is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER budget_adjustments_no_replace BEFORE INSERT ON budget_adjustments
WHEN EXISTS (SELECT 1 FROM budget_adjustments WHERE id = NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'budget_adjustments is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER commands_no_replace BEFORE INSERT ON commands
WHEN EXISTS (SELECT 1 FROM commands WHERE id = NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'commands is append-only');
END;
