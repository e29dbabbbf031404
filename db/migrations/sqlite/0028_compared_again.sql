-- What a bank says again after another file had said otherwise is kept too, and what a file said that was taken away counts
-- no more: compared once more, at the next start.
UPDATE bank_results SET is_compared = 0 WHERE batch_id IN (
	SELECT files.batch_id FROM bank_results AS files
	LEFT JOIN bank_contradictions ON bank_contradictions.result_id = files.id
	WHERE files.voided_at IS NOT NULL OR bank_contradictions.id IS NOT NULL
);
--> statement-breakpoint
-- The log begins with its entry 1: none is put before it.
CREATE TRIGGER audit_entries_from_one BEFORE INSERT ON audit_entries
WHEN NEW.sequence < 1
BEGIN
	SELECT RAISE(ABORT, 'audit_entries begins with 1');
END;
