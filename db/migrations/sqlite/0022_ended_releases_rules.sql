-- A release that ended when its recovery was undone is kept with its days (db/schema/relief.ts), so that a figure as of a day between is told by it.
CREATE TRIGGER ended_releases_no_update BEFORE UPDATE ON ended_releases
BEGIN
	SELECT RAISE(ABORT, 'ended_releases is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER ended_releases_no_delete BEFORE DELETE ON ended_releases
BEGIN
	SELECT RAISE(ABORT, 'ended_releases is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER ended_releases_no_replace BEFORE INSERT ON ended_releases
WHEN EXISTS (SELECT 1 FROM ended_releases WHERE award_id = NEW.award_id AND released_on = NEW.released_on)
BEGIN
	SELECT RAISE(ABORT, 'ended_releases is append-only');
END;
--> statement-breakpoint
-- What was committed between is derived of an award as it stands.
CREATE TRIGGER awards_with_ended_release BEFORE UPDATE OF project_id, type, approved_on, amount_fen ON awards
WHEN (OLD.project_id <> NEW.project_id OR OLD.type <> NEW.type OR OLD.approved_on <> NEW.approved_on OR OLD.amount_fen <> NEW.amount_fen) AND EXISTS (SELECT 1 FROM ended_releases WHERE award_id = NEW.id)
BEGIN
	SELECT RAISE(ABORT, 'awards_with_ended_release');
END;
--> statement-breakpoint
DROP TRIGGER award_sums_derive;
--> statement-breakpoint
CREATE TRIGGER award_sums_derive INSTEAD OF INSERT ON award_sums_stale
BEGIN
	DELETE FROM award_sums WHERE award_id = NEW.award_id;
	INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on, history)
	SELECT awards.id, awards.project_id, awards.type, awards.approved_on, awards.released_on, awards.amount_fen,
		count(payments.id) = 0 OR (count(payments.id) = 1 AND sum(payments.amount_fen) = awards.amount_fen), min(payments.paid_on),
		CASE WHEN count(payments.id) = 0 OR (count(payments.id) = 1 AND sum(payments.amount_fen) = awards.amount_fen) THEN NULL ELSE '{"amountFen":' || awards.amount_fen || ',"isTakenBack":' || CASE WHEN awards.taken_back_by IS NULL THEN 'false' ELSE 'true' END || ',"chains":[' || (
			SELECT group_concat(chain, ',' ORDER BY chain)
			FROM (
				SELECT '[' || group_concat('["' || payments.paid_on || '",' || payments.amount_fen || ']', ',' ORDER BY payments.kind <> 'payment', payments.paid_on, payments.amount_fen) || ']' AS chain
				FROM payments
				WHERE payments.award_id = awards.id
				GROUP BY payments.original_id
			) AS chains
		) || ']' || coalesce((
			SELECT ',"ended":[' || group_concat('["' || released_on || '","' || given_back_on || '"]', ',' ORDER BY released_on) || ']'
			FROM ended_releases
			WHERE award_id = awards.id
		), '') || '}' END
	FROM awards LEFT JOIN payments ON payments.award_id = awards.id
	WHERE awards.id = NEW.award_id
	GROUP BY awards.id;
END;
--> statement-breakpoint
CREATE TRIGGER ended_releases_sums AFTER INSERT ON ended_releases
BEGIN
	INSERT INTO award_sums_stale VALUES (NEW.award_id);
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, 0, 0, 0, sum(committed_fen)
	FROM (
		SELECT project_id, type, max(NEW.released_on, approved_on) AS day, -amount_fen AS committed_fen FROM awards WHERE id = NEW.award_id
		UNION ALL SELECT project_id, type, max(NEW.given_back_on, approved_on), amount_fen FROM awards WHERE id = NEW.award_id
		UNION ALL SELECT awards.project_id, awards.type, max(paid.paid_on, NEW.released_on, awards.approved_on), paid.amount_fen FROM payments AS paid JOIN awards ON awards.id = paid.award_id WHERE paid.award_id = NEW.award_id AND max(paid.paid_on, awards.approved_on) < max(NEW.given_back_on, awards.approved_on)
		UNION ALL SELECT awards.project_id, awards.type, max(NEW.given_back_on, awards.approved_on), -paid.amount_fen FROM payments AS paid JOIN awards ON awards.id = paid.award_id WHERE paid.award_id = NEW.award_id AND max(paid.paid_on, awards.approved_on) < max(NEW.given_back_on, awards.approved_on)
	) AS changed
	WHERE 1 = 1
	GROUP BY project_id, type, day
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
END;
--> statement-breakpoint
DROP TRIGGER payments_money_insert;
--> statement-breakpoint
CREATE TRIGGER payments_money_insert AFTER INSERT ON payments
BEGIN
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen) VALUES (NEW.project_id, NEW.type, NEW.paid_on, 0, NEW.amount_fen, 1, 0)
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET paid_fen = money_days.paid_fen + excluded.paid_fen, ledger_rows = money_days.ledger_rows + 1;
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, 0, 0, 0, sum(committed_fen)
	FROM (
		SELECT awards.project_id, awards.type, max(NEW.paid_on, awards.approved_on) AS day, -NEW.amount_fen AS committed_fen FROM awards WHERE awards.id = NEW.award_id AND (awards.released_on IS NULL OR max(NEW.paid_on, awards.approved_on) < max(awards.released_on, awards.approved_on))
		UNION ALL SELECT awards.project_id, awards.type, max(awards.released_on, awards.approved_on), NEW.amount_fen FROM awards WHERE awards.id = NEW.award_id AND (awards.released_on IS NULL OR max(NEW.paid_on, awards.approved_on) < max(awards.released_on, awards.approved_on)) AND awards.released_on IS NOT NULL
		UNION ALL SELECT awards.project_id, awards.type, max(NEW.paid_on, ended.released_on, awards.approved_on), NEW.amount_fen FROM ended_releases AS ended JOIN awards ON awards.id = ended.award_id WHERE ended.award_id = NEW.award_id AND max(NEW.paid_on, awards.approved_on) < max(ended.given_back_on, awards.approved_on)
		UNION ALL SELECT awards.project_id, awards.type, max(ended.given_back_on, awards.approved_on), -NEW.amount_fen FROM ended_releases AS ended JOIN awards ON awards.id = ended.award_id WHERE ended.award_id = NEW.award_id AND max(NEW.paid_on, awards.approved_on) < max(ended.given_back_on, awards.approved_on)
	) AS changed
	WHERE 1 = 1
	GROUP BY project_id, type, day
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
END;
--> statement-breakpoint
-- Of recoveries that were undone before: from the latest day the award had when it was taken back until the day on which that was undone.
INSERT INTO ended_releases (award_id, released_on, given_back_on)
SELECT award_id, released_on, given_back_on
FROM (
	SELECT awards.id AS award_id,
		(SELECT max(known.paid_on) FROM payments AS known WHERE known.award_id = awards.id AND known.recorded_at <= recovery.recorded_at) AS released_on,
		(SELECT max(undone.paid_on) FROM payments AS undone WHERE undone.corrects_id = recovery.id) AS given_back_on
	FROM awards JOIN payments AS recovery ON recovery.id = awards.taken_back_by
	WHERE awards.released_on IS NULL
) AS undone
WHERE released_on < given_back_on;
