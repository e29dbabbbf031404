-- A release that ended when its recovery was undone is kept with its days (db/schema/relief.ts), so that a figure as of a day between is told by it.
CREATE TRIGGER ended_releases_append_only BEFORE UPDATE OR DELETE ON ended_releases FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER ended_releases_no_truncate BEFORE TRUNCATE ON ended_releases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- What was committed between is derived of an award as it stands.
CREATE FUNCTION awards_with_ended_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (SELECT 1 FROM ended_releases WHERE award_id = NEW.id) THEN
		RAISE EXCEPTION 'awards_with_ended_release';
	END IF;
	RETURN NEW;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER awards_with_ended_release BEFORE UPDATE OF project_id, type, approved_on, amount_fen ON awards FOR EACH ROW
WHEN (OLD.project_id <> NEW.project_id OR OLD.type <> NEW.type OR OLD.approved_on <> NEW.approved_on OR OLD.amount_fen <> NEW.amount_fen)
EXECUTE FUNCTION awards_with_ended_release();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION derive_award_sums(stale text[]) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	DELETE FROM award_sums WHERE award_id = ANY (stale);
	INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on, history)
	SELECT awards.id, awards.project_id, awards.type, awards.approved_on, awards.released_on, awards.amount_fen,
		paid.is_plain, paid.first_on,
		CASE WHEN paid.is_plain THEN NULL ELSE '{"amountFen":' || awards.amount_fen || ',"isTakenBack":' || CASE WHEN awards.taken_back_by IS NULL THEN 'false' ELSE 'true' END || ',"chains":[' || (
			SELECT string_agg(chain, ',' ORDER BY chain COLLATE "C")
			FROM (
				SELECT '[' || string_agg('["' || payments.paid_on || '",' || payments.amount_fen || ']', ',' ORDER BY payments.kind <> 'payment', payments.paid_on, payments.amount_fen) || ']' AS chain
				FROM payments
				WHERE payments.award_id = awards.id
				GROUP BY payments.original_id
			) AS chains
		) || ']' || coalesce((
			SELECT ',"ended":[' || string_agg('["' || ended.released_on || '","' || ended.given_back_on || '"]', ',' ORDER BY ended.released_on) || ']'
			FROM ended_releases AS ended
			WHERE ended.award_id = awards.id
		), '') || '}' END
	FROM awards CROSS JOIN LATERAL (
		SELECT count(*) = 0 OR (count(*) = 1 AND sum(payments.amount_fen) = awards.amount_fen) AS is_plain, min(payments.paid_on) AS first_on
		FROM payments WHERE payments.award_id = awards.id
	) AS paid
	WHERE awards.id = ANY (stale);
END;
$$;
--> statement-breakpoint
CREATE FUNCTION ended_releases_sums() RETURNS trigger LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	PERFORM derive_award_sums(ARRAY[NEW.award_id]);
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, hashtext(NEW.award_id) & 15, 0, 0, sum(committed_fen)
	FROM (
		SELECT project_id, type, greatest(NEW.released_on, approved_on) AS day, -amount_fen AS committed_fen FROM awards WHERE id = NEW.award_id
		UNION ALL SELECT project_id, type, greatest(NEW.given_back_on, approved_on), amount_fen FROM awards WHERE id = NEW.award_id
		UNION ALL SELECT awards.project_id, awards.type, greatest(paid.paid_on, NEW.released_on, awards.approved_on), paid.amount_fen FROM payments AS paid JOIN awards ON awards.id = paid.award_id WHERE paid.award_id = NEW.award_id AND greatest(paid.paid_on, awards.approved_on) < greatest(NEW.given_back_on, awards.approved_on)
		UNION ALL SELECT awards.project_id, awards.type, greatest(NEW.given_back_on, awards.approved_on), -paid.amount_fen FROM payments AS paid JOIN awards ON awards.id = paid.award_id WHERE paid.award_id = NEW.award_id AND greatest(paid.paid_on, awards.approved_on) < greatest(NEW.given_back_on, awards.approved_on)
	) AS dated
	GROUP BY project_id, type, day
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER ended_releases_sums AFTER INSERT ON ended_releases FOR EACH ROW EXECUTE FUNCTION ended_releases_sums();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION payments_money() RETURNS trigger LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, paid_on, hashtext(award_id) & 15, sum(amount_fen), count(*), 0
	FROM changed
	GROUP BY 1, 2, 3, 4
	ON CONFLICT (project_id, type, day, part)
	DO UPDATE SET paid_fen = money_days.paid_fen + excluded.paid_fen, ledger_rows = money_days.ledger_rows + excluded.ledger_rows;
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, part, 0, 0, sum(committed_fen)
	FROM (
		SELECT awards.project_id, awards.type, greatest(changed.paid_on, awards.approved_on) AS day, hashtext(awards.id) & 15 AS part, -changed.amount_fen AS committed_fen
		FROM changed CROSS JOIN LATERAL (SELECT * FROM awards WHERE id = changed.award_id OFFSET 0) AS awards
		WHERE (awards.released_on IS NULL OR greatest(changed.paid_on, awards.approved_on) < greatest(awards.released_on, awards.approved_on))
		UNION ALL
		SELECT awards.project_id, awards.type, greatest(awards.released_on, awards.approved_on) AS day, hashtext(awards.id) & 15 AS part, changed.amount_fen AS committed_fen
		FROM changed CROSS JOIN LATERAL (SELECT * FROM awards WHERE id = changed.award_id OFFSET 0) AS awards
		WHERE (awards.released_on IS NULL OR greatest(changed.paid_on, awards.approved_on) < greatest(awards.released_on, awards.approved_on)) AND awards.released_on IS NOT NULL
		UNION ALL
		SELECT awards.project_id, awards.type, turn.day, hashtext(awards.id) & 15 AS part, turn.sign * changed.amount_fen AS committed_fen
		FROM changed
		CROSS JOIN LATERAL (SELECT * FROM ended_releases WHERE award_id = changed.award_id OFFSET 0) AS ended
		CROSS JOIN LATERAL (SELECT * FROM awards WHERE id = changed.award_id OFFSET 0) AS awards
		CROSS JOIN LATERAL (VALUES (greatest(changed.paid_on, ended.released_on, awards.approved_on), 1), (greatest(ended.given_back_on, awards.approved_on), -1)) AS turn (day, sign)
		WHERE greatest(changed.paid_on, awards.approved_on) < greatest(ended.given_back_on, awards.approved_on)
	) AS dated
	GROUP BY 1, 2, 3, 4
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
	RETURN NULL;
END;
$$;
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
