-- What a bank says again after another file had said otherwise is kept too, each payment that one file tells of, and what a
-- row says whose line number is not the one of its account; what a file said that was taken away counts no more: all files
-- are compared once more, at the next start.
UPDATE bank_results SET is_compared = 0;
--> statement-breakpoint
-- The log begins with its entry 1: none is put before it.
CREATE TRIGGER audit_entries_from_one BEFORE INSERT ON audit_entries
WHEN NEW.sequence < 1
BEGIN
	SELECT RAISE(ABORT, 'audit_entries begins with 1');
END;
