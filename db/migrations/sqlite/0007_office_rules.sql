-- The sums beside the records (db/schema/sums.ts), added up by day: a figure costs as many rows as days differ. What is plain counts by its dates;
-- of the rest `turns` and `due_turns` keep the days on which it begins or ceases to count. A payment that changes nothing of a sum leaves it alone.
DROP TRIGGER award_sums_derive;
--> statement-breakpoint
DROP TRIGGER person_sums_derive;
--> statement-breakpoint
DROP TRIGGER project_people_derive;
--> statement-breakpoint
DROP TRIGGER due_people_derive;
--> statement-breakpoint
DROP TRIGGER awards_sums_update;
--> statement-breakpoint
DROP TRIGGER payments_sums_insert;
--> statement-breakpoint
CREATE VIEW family_sums_stale AS SELECT '' AS family_id, '' AS project_id, '' AS type;
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
		) || ']}' END
	FROM awards LEFT JOIN payments ON payments.award_id = awards.id
	WHERE awards.id = NEW.award_id
	GROUP BY awards.id;
END;
--> statement-breakpoint
CREATE TRIGGER family_sums_derive INSTEAD OF INSERT ON family_sums_stale
BEGIN
	DELETE FROM family_sums WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type;
	INSERT INTO family_sums (family_id, project_id, type, is_plain, first_paid_on)
	SELECT family_id, project_id, type, min(amount_fen) > 0, min(paid_on)
	FROM payments
	WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type
	GROUP BY family_id, project_id, type;
	DELETE FROM turns WHERE unit_id = NEW.family_id AND project_id = NEW.project_id AND basis = 'families' AND type = NEW.type;
	INSERT INTO turns (unit_id, project_id, basis, type, day, change)
	SELECT NEW.family_id, NEW.project_id, 'families', type, day, change
	FROM (
		SELECT type, day, (net > 0) - (coalesce(lag(net) OVER (PARTITION BY type ORDER BY day), 0) > 0) AS change
		FROM (
			SELECT type, day, sum(sum(amount_fen)) OVER (PARTITION BY type ORDER BY day) AS net
			FROM (
				SELECT type, +paid_on AS day, amount_fen
				FROM payments
				WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type
			) AS paid
			GROUP BY type, day
		) AS nets
	) AS turned
	WHERE change <> 0 AND EXISTS (
		SELECT 1 FROM family_sums WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type AND is_plain = 0
	);
END;
--> statement-breakpoint
CREATE TRIGGER project_people_derive INSTEAD OF INSERT ON project_people_stale
BEGIN
	DELETE FROM person_sums WHERE person_id = NEW.person_id AND project_id = NEW.project_id;
	INSERT INTO person_sums (person_id, project_id, type, is_plain, first_paid_on)
	SELECT person.id_fingerprint, payments.project_id, payments.type, min(payments.amount_fen) > 0, min(payments.paid_on)
	FROM family_members AS person
	CROSS JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
	WHERE person.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id
	GROUP BY person.id_fingerprint, payments.project_id, payments.type;
	DELETE FROM turns WHERE unit_id = NEW.person_id AND project_id = NEW.project_id AND basis IN ('persons', 'people');
	INSERT INTO turns (unit_id, project_id, basis, type, day, change)
	SELECT NEW.person_id, NEW.project_id, 'persons', turned.type, turned.day, turned.change
	FROM (
		SELECT type, day, (net > 0) - (coalesce(lag(net) OVER (PARTITION BY type ORDER BY day), 0) > 0) AS change
		FROM (
			SELECT type, day, sum(sum(amount_fen)) OVER (PARTITION BY type ORDER BY day) AS net
			FROM (
				SELECT payments.type AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				CROSS JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id
			) AS paid
			GROUP BY type, day
		) AS nets
	) AS turned
	JOIN person_sums AS sums ON sums.person_id = NEW.person_id AND sums.project_id = NEW.project_id AND sums.type = turned.type AND sums.is_plain = 0
	WHERE turned.change <> 0;
	INSERT INTO turns (unit_id, project_id, basis, type, day, change)
	SELECT NEW.person_id, NEW.project_id, 'people', 'all', day, sum(change)
	FROM (
		SELECT type, day, (net > 0) - (coalesce(lag(net) OVER (PARTITION BY type ORDER BY day), 0) > 0) AS change
		FROM (
			SELECT type, day, sum(sum(amount_fen)) OVER (PARTITION BY type ORDER BY day) AS net
			FROM (
				SELECT 'all' AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				CROSS JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id
			) AS paid
			GROUP BY type, day
		) AS nets
		UNION ALL
		SELECT 'all', first_paid_on, -1 FROM person_sums WHERE person_id = NEW.person_id AND project_id = NEW.project_id AND is_plain = 1
	) AS differs
	GROUP BY day
	HAVING sum(change) <> 0;
	DELETE FROM due_sums WHERE person_id = NEW.person_id AND project_id = NEW.project_id;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, NEW.project_id, due.type, due.is_plain AND min(paid.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(paid.day)
	FROM due_people AS due
	JOIN (
				SELECT payments.type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN families ON families.id = person.family_id AND families.registered_on IS NOT NULL
				CROSS JOIN payments ON payments.family_id = person.family_id
				WHERE person.position = 0 AND payments.type = 'living' AND person.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id
				UNION
				SELECT payments.type AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				CROSS JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id AND payments.type IN ('living', 'schooling')
	) AS paid ON paid.type = due.type
	WHERE due.person_id = NEW.person_id
	GROUP BY due.person_id, due.type, due.is_plain, due.registered_on, due.exited_on;
	DELETE FROM due_turns WHERE person_id = NEW.person_id AND project_id = NEW.project_id;
	INSERT INTO due_turns (person_id, project_id, type, register_day, paid_day, entered, active)
	SELECT NEW.person_id, NEW.project_id, register.type, register.register_day, turned.day, sum(register.entered * turned.change), sum(register.active * turned.change)
	FROM due_sums AS due
	JOIN (
			SELECT type, register_day, entered, active FROM due_turns WHERE person_id = NEW.person_id AND project_id = ''
			UNION ALL
			SELECT type, registered_on, 1, 1 FROM due_people WHERE person_id = NEW.person_id AND is_plain = 1
			UNION ALL
			SELECT type, max(registered_on, exited_on), 0, -1 FROM due_people WHERE person_id = NEW.person_id AND is_plain = 1 AND exited_on IS NOT NULL
		) AS register ON register.type = due.type
	JOIN (
		SELECT type, day, (net > 0) - (coalesce(lag(net) OVER (PARTITION BY type ORDER BY day), 0) > 0) AS change
		FROM (
			SELECT type, day, sum(sum(amount_fen)) OVER (PARTITION BY type ORDER BY day) AS net
			FROM (
				SELECT payments.type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN families ON families.id = person.family_id AND families.registered_on IS NOT NULL
				CROSS JOIN payments ON payments.family_id = person.family_id
				WHERE person.position = 0 AND payments.type = 'living' AND person.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id
				UNION
				SELECT payments.type AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				CROSS JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id AND payments.type IN ('living', 'schooling')
			) AS paid
			GROUP BY type, day
		) AS nets
	) AS turned ON turned.type = due.type AND turned.change <> 0
	WHERE due.person_id = NEW.person_id AND due.project_id = NEW.project_id AND due.is_plain = 0
	GROUP BY register.type, register.register_day, turned.day;
END;
--> statement-breakpoint
CREATE TRIGGER person_sums_derive INSTEAD OF INSERT ON person_sums_stale
BEGIN
	DELETE FROM person_sums WHERE person_id = NEW.person_id;
	DELETE FROM turns WHERE unit_id = NEW.person_id AND basis IN ('persons', 'people');
	DELETE FROM due_sums WHERE person_id = NEW.person_id;
	DELETE FROM due_turns WHERE person_id = NEW.person_id AND project_id <> '';
	INSERT INTO project_people_stale (person_id, project_id)
	SELECT NEW.person_id, project_id FROM (
		SELECT payments.project_id
		FROM family_members AS person
		CROSS JOIN payments ON payments.family_id = person.family_id AND (payments.member_id = person.id OR person.position = 0)
		WHERE person.id_fingerprint = NEW.person_id
		GROUP BY payments.project_id
	);
END;
--> statement-breakpoint
CREATE TRIGGER due_people_derive INSTEAD OF INSERT ON due_people_stale
BEGIN
	DELETE FROM due_people WHERE person_id = NEW.person_id;
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT person.id_fingerprint, 'living', count(*) = 1, min(families.registered_on), min(families.exited_on)
	FROM family_members AS person
	JOIN families ON families.id = person.family_id
	WHERE families.registered_on IS NOT NULL AND person.position = 0 AND person.id_fingerprint = NEW.person_id
	GROUP BY person.id_fingerprint;
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT person.id_fingerprint, 'schooling', count(*) = 1, min(families.registered_on), min(families.exited_on)
	FROM family_members AS person
	JOIN families ON families.id = person.family_id
	WHERE families.registered_on IS NOT NULL AND person.employment = 'student' AND person.id_fingerprint = NEW.person_id
	GROUP BY person.id_fingerprint;
	DELETE FROM due_turns WHERE person_id = NEW.person_id AND project_id = '';
	INSERT INTO due_turns (person_id, project_id, type, register_day, paid_day, entered, active)
	SELECT NEW.person_id, '', type, day, '', entered, active
	FROM (
		SELECT type, day, (coalesce(lag(files) OVER (PARTITION BY type ORDER BY day), 0) = 0) AS entered,
			(open > 0) - (coalesce(lag(open) OVER (PARTITION BY type ORDER BY day), 0) > 0) AS active
		FROM (
			SELECT type, day, sum(sum(files)) OVER (PARTITION BY type ORDER BY day) AS files, sum(sum(open)) OVER (PARTITION BY type ORDER BY day) AS open
			FROM (
				SELECT due.type, families.registered_on AS day, 1 AS files, 1 AS open
				FROM due_people AS due
				JOIN family_members AS person ON person.id_fingerprint = due.person_id AND (due.type = 'living' AND person.position = 0 OR due.type = 'schooling' AND person.employment = 'student')
				JOIN families ON families.id = person.family_id AND families.registered_on IS NOT NULL
				WHERE due.person_id = NEW.person_id AND due.is_plain = 0
				UNION ALL
				SELECT due.type, max(families.registered_on, families.exited_on), 0, -1
				FROM due_people AS due
				JOIN family_members AS person ON person.id_fingerprint = due.person_id AND (due.type = 'living' AND person.position = 0 OR due.type = 'schooling' AND person.employment = 'student')
				JOIN families ON families.id = person.family_id AND families.registered_on IS NOT NULL
				WHERE due.person_id = NEW.person_id AND due.is_plain = 0 AND families.exited_on IS NOT NULL
			) AS dated
			GROUP BY type, day
		) AS counted
	) AS turned
	WHERE entered <> 0 OR active <> 0;
	INSERT INTO person_sums_stale VALUES (NEW.person_id);
END;
--> statement-breakpoint
CREATE TRIGGER awards_sums_update AFTER UPDATE OF project_id, type, approved_on, released_on, amount_fen, taken_back_by ON awards
BEGIN
	INSERT INTO award_sums_stale VALUES (NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER payments_sums_insert AFTER INSERT ON payments
BEGIN
	INSERT INTO award_sums_stale VALUES (NEW.award_id);
	INSERT INTO family_sums_stale
	SELECT NEW.family_id, NEW.project_id, NEW.type WHERE NOT (NEW.amount_fen > 0 AND EXISTS (
		SELECT 1 FROM family_sums
		WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type AND is_plain = 1 AND first_paid_on <= NEW.paid_on
	));
	INSERT INTO project_people_stale (person_id, project_id)
	SELECT DISTINCT person_id, project_id FROM (
		SELECT person.id_fingerprint AS person_id, NEW.project_id AS project_id
		FROM family_members AS person
		WHERE person.family_id = NEW.family_id AND (person.id = NEW.member_id OR person.position = 0) AND NOT (
			NEW.amount_fen > 0 AND NOT EXISTS (
			SELECT 1 FROM due_people AS due
			WHERE due.person_id = person.id_fingerprint AND due.type = NEW.type AND NOT EXISTS (
				SELECT 1 FROM due_sums AS paid
				WHERE paid.person_id = due.person_id AND paid.project_id = NEW.project_id AND paid.type = due.type AND paid.is_plain = 1 AND paid.first_paid_on <= NEW.paid_on
			)
		)
			AND (person.id <> NEW.member_id OR (
				EXISTS (
					SELECT 1 FROM person_sums AS paid
					WHERE paid.person_id = person.id_fingerprint AND paid.project_id = NEW.project_id AND paid.type = NEW.type AND paid.first_paid_on <= NEW.paid_on
				)
				AND NOT EXISTS (
					SELECT 1 FROM person_sums AS paid
					WHERE paid.person_id = person.id_fingerprint AND paid.project_id = NEW.project_id AND paid.is_plain = 0
				)
			))
		)
	);
END;
--> statement-breakpoint
UPDATE award_sums SET history = (
	SELECT CASE WHEN 1 = 0 THEN NULL ELSE '{"amountFen":' || awards.amount_fen || ',"isTakenBack":' || CASE WHEN awards.taken_back_by IS NULL THEN 'false' ELSE 'true' END || ',"chains":[' || (
			SELECT group_concat(chain, ',' ORDER BY chain)
			FROM (
				SELECT '[' || group_concat('["' || payments.paid_on || '",' || payments.amount_fen || ']', ',' ORDER BY payments.kind <> 'payment', payments.paid_on, payments.amount_fen) || ']' AS chain
				FROM payments
				WHERE payments.award_id = awards.id
				GROUP BY payments.original_id
			) AS chains
		) || ']}' END
	FROM awards WHERE awards.id = award_sums.award_id
) WHERE is_plain = 0;
--> statement-breakpoint
INSERT INTO award_groups (project_id, type, approved_day, released_day, paid_day, part, awards, amount_fen)
  SELECT project_id, type, approved_on, coalesce(released_on, ''), coalesce(paid_on, ''), 0, count(*), sum(amount_fen)
  FROM award_sums WHERE is_plain = 1
  GROUP BY 1, 2, 3, 4, 5, 6;
--> statement-breakpoint
INSERT INTO helped_days (project_id, basis, type, day, part, change)
  SELECT project_id, 'persons', type, first_paid_on, 0, count(*) FROM person_sums WHERE is_plain = 1 GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO helped_days (project_id, basis, type, day, part, change)
  SELECT project_id, 'people', 'all', first_paid_on, 0, count(*) FROM person_sums WHERE is_plain = 1 GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO helped_days (project_id, basis, type, day, part, change)
  SELECT project_id, 'families', type, first_paid_on, 0, count(*) FROM family_sums WHERE is_plain = 1 GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active)
  SELECT project_id, type, register_day, paid_day, part, sum(entered), sum(active) FROM (
  	SELECT '' AS project_id, type, registered_on AS register_day, '' AS paid_day, 0 AS part, 1 AS entered, 1 AS active FROM due_people WHERE is_plain = 1
  	UNION ALL SELECT '', type, max(registered_on, exited_on), '', 0, 0, -1 FROM due_people WHERE is_plain = 1 AND exited_on IS NOT NULL
  	UNION ALL SELECT project_id, type, registered_on, first_paid_on, 0, 1, 1 FROM due_sums WHERE is_plain = 1
  	UNION ALL SELECT project_id, type, max(registered_on, exited_on), first_paid_on, 0, 0, -1 FROM due_sums WHERE is_plain = 1 AND exited_on IS NOT NULL
  ) AS dated GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
  SELECT project_id, type, day, 0, sum(paid_fen), sum(ledger_rows), sum(committed_fen) FROM (
  	SELECT project_id, type, paid_on AS day, amount_fen AS paid_fen, 1 AS ledger_rows, 0 AS committed_fen FROM payments
  	UNION ALL SELECT project_id, type, day, 0, 0, committed_fen FROM (
		SELECT awards.project_id AS project_id, awards.type AS type, awards.approved_on AS day, awards.amount_fen AS committed_fen FROM awards
		UNION ALL SELECT awards.project_id, awards.type, max(awards.released_on, awards.approved_on), -awards.amount_fen FROM awards WHERE awards.released_on IS NOT NULL
		UNION ALL SELECT awards.project_id, awards.type, max(paid.paid_on, awards.approved_on), -paid.amount_fen FROM payments AS paid JOIN awards ON awards.id = paid.award_id WHERE (awards.released_on IS NULL OR max(paid.paid_on, awards.approved_on) < max(awards.released_on, awards.approved_on))
		UNION ALL SELECT awards.project_id, awards.type, max(awards.released_on, awards.approved_on), paid.amount_fen FROM payments AS paid JOIN awards ON awards.id = paid.award_id WHERE (awards.released_on IS NULL OR max(paid.paid_on, awards.approved_on) < max(awards.released_on, awards.approved_on)) AND awards.released_on IS NOT NULL
  	) AS changed
  ) AS dated GROUP BY project_id, type, day;
--> statement-breakpoint
CREATE TRIGGER awards_money_insert AFTER INSERT ON awards
BEGIN
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, 0, 0, 0, sum(committed_fen)
	FROM (
		SELECT NEW.project_id AS project_id, NEW.type AS type, NEW.approved_on AS day, NEW.amount_fen AS committed_fen
		UNION ALL SELECT NEW.project_id, NEW.type, max(NEW.released_on, NEW.approved_on), -NEW.amount_fen WHERE NEW.released_on IS NOT NULL
		UNION ALL SELECT NEW.project_id, NEW.type, max(paid.paid_on, NEW.approved_on), -paid.amount_fen FROM payments AS paid WHERE paid.award_id = NEW.id AND (NEW.released_on IS NULL OR max(paid.paid_on, NEW.approved_on) < max(NEW.released_on, NEW.approved_on))
		UNION ALL SELECT NEW.project_id, NEW.type, max(NEW.released_on, NEW.approved_on), paid.amount_fen FROM payments AS paid WHERE paid.award_id = NEW.id AND (NEW.released_on IS NULL OR max(paid.paid_on, NEW.approved_on) < max(NEW.released_on, NEW.approved_on)) AND NEW.released_on IS NOT NULL
	) AS changed
	WHERE 1 = 1
	GROUP BY project_id, type, day
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
END;
--> statement-breakpoint
CREATE TRIGGER awards_money_delete AFTER DELETE ON awards
BEGIN
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, 0, 0, 0, sum(-committed_fen)
	FROM (
		SELECT OLD.project_id AS project_id, OLD.type AS type, OLD.approved_on AS day, OLD.amount_fen AS committed_fen
		UNION ALL SELECT OLD.project_id, OLD.type, max(OLD.released_on, OLD.approved_on), -OLD.amount_fen WHERE OLD.released_on IS NOT NULL
		UNION ALL SELECT OLD.project_id, OLD.type, max(paid.paid_on, OLD.approved_on), -paid.amount_fen FROM payments AS paid WHERE paid.award_id = OLD.id AND (OLD.released_on IS NULL OR max(paid.paid_on, OLD.approved_on) < max(OLD.released_on, OLD.approved_on))
		UNION ALL SELECT OLD.project_id, OLD.type, max(OLD.released_on, OLD.approved_on), paid.amount_fen FROM payments AS paid WHERE paid.award_id = OLD.id AND (OLD.released_on IS NULL OR max(paid.paid_on, OLD.approved_on) < max(OLD.released_on, OLD.approved_on)) AND OLD.released_on IS NOT NULL
	) AS changed
	WHERE 1 = 1
	GROUP BY project_id, type, day
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
END;
--> statement-breakpoint
CREATE TRIGGER awards_money_update AFTER UPDATE OF project_id, type, approved_on, released_on, amount_fen ON awards WHEN OLD.project_id <> NEW.project_id OR OLD.type <> NEW.type OR OLD.approved_on <> NEW.approved_on OR OLD.released_on IS NOT NEW.released_on OR OLD.amount_fen <> NEW.amount_fen
BEGIN
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, 0, 0, 0, sum(-committed_fen)
	FROM (
		SELECT OLD.project_id AS project_id, OLD.type AS type, OLD.approved_on AS day, OLD.amount_fen AS committed_fen
		UNION ALL SELECT OLD.project_id, OLD.type, max(OLD.released_on, OLD.approved_on), -OLD.amount_fen WHERE OLD.released_on IS NOT NULL
		UNION ALL SELECT OLD.project_id, OLD.type, max(paid.paid_on, OLD.approved_on), -paid.amount_fen FROM payments AS paid WHERE paid.award_id = OLD.id AND (OLD.released_on IS NULL OR max(paid.paid_on, OLD.approved_on) < max(OLD.released_on, OLD.approved_on))
		UNION ALL SELECT OLD.project_id, OLD.type, max(OLD.released_on, OLD.approved_on), paid.amount_fen FROM payments AS paid WHERE paid.award_id = OLD.id AND (OLD.released_on IS NULL OR max(paid.paid_on, OLD.approved_on) < max(OLD.released_on, OLD.approved_on)) AND OLD.released_on IS NOT NULL
	) AS changed
	WHERE 1 = 1
	GROUP BY project_id, type, day
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, 0, 0, 0, sum(committed_fen)
	FROM (
		SELECT NEW.project_id AS project_id, NEW.type AS type, NEW.approved_on AS day, NEW.amount_fen AS committed_fen
		UNION ALL SELECT NEW.project_id, NEW.type, max(NEW.released_on, NEW.approved_on), -NEW.amount_fen WHERE NEW.released_on IS NOT NULL
		UNION ALL SELECT NEW.project_id, NEW.type, max(paid.paid_on, NEW.approved_on), -paid.amount_fen FROM payments AS paid WHERE paid.award_id = NEW.id AND (NEW.released_on IS NULL OR max(paid.paid_on, NEW.approved_on) < max(NEW.released_on, NEW.approved_on))
		UNION ALL SELECT NEW.project_id, NEW.type, max(NEW.released_on, NEW.approved_on), paid.amount_fen FROM payments AS paid WHERE paid.award_id = NEW.id AND (NEW.released_on IS NULL OR max(paid.paid_on, NEW.approved_on) < max(NEW.released_on, NEW.approved_on)) AND NEW.released_on IS NOT NULL
	) AS changed
	WHERE 1 = 1
	GROUP BY project_id, type, day
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
END;
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
	) AS changed
	WHERE 1 = 1
	GROUP BY project_id, type, day
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
END;
--> statement-breakpoint
CREATE TRIGGER award_groups_add AFTER INSERT ON award_sums WHEN NEW.is_plain
BEGIN
	INSERT INTO award_groups (project_id, type, approved_day, released_day, paid_day, part, awards, amount_fen) VALUES (NEW.project_id, NEW.type, NEW.approved_on, coalesce(NEW.released_on, ''), coalesce(NEW.paid_on, ''), 0, 1, NEW.amount_fen) ON CONFLICT (project_id, type, approved_day, released_day, paid_day, part) DO UPDATE SET awards = award_groups.awards + excluded.awards, amount_fen = award_groups.amount_fen + excluded.amount_fen;
END;
--> statement-breakpoint
CREATE TRIGGER award_groups_take AFTER DELETE ON award_sums WHEN OLD.is_plain
BEGIN
	INSERT INTO award_groups (project_id, type, approved_day, released_day, paid_day, part, awards, amount_fen) VALUES (OLD.project_id, OLD.type, OLD.approved_on, coalesce(OLD.released_on, ''), coalesce(OLD.paid_on, ''), 0, -1, -OLD.amount_fen) ON CONFLICT (project_id, type, approved_day, released_day, paid_day, part) DO UPDATE SET awards = award_groups.awards + excluded.awards, amount_fen = award_groups.amount_fen + excluded.amount_fen;
END;
--> statement-breakpoint
CREATE TRIGGER person_days_add AFTER INSERT ON person_sums WHEN NEW.is_plain
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change) VALUES (NEW.project_id, 'persons', NEW.type, NEW.first_paid_on, 0, 1) ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
	INSERT INTO helped_days (project_id, basis, type, day, part, change) VALUES (NEW.project_id, 'people', 'all', NEW.first_paid_on, 0, 1) ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
END;
--> statement-breakpoint
CREATE TRIGGER person_days_take AFTER DELETE ON person_sums WHEN OLD.is_plain
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change) VALUES (OLD.project_id, 'persons', OLD.type, OLD.first_paid_on, 0, -1) ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
	INSERT INTO helped_days (project_id, basis, type, day, part, change) VALUES (OLD.project_id, 'people', 'all', OLD.first_paid_on, 0, -1) ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
END;
--> statement-breakpoint
CREATE TRIGGER family_days_add AFTER INSERT ON family_sums WHEN NEW.is_plain
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change) VALUES (NEW.project_id, 'families', NEW.type, NEW.first_paid_on, 0, 1) ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
END;
--> statement-breakpoint
CREATE TRIGGER family_days_take AFTER DELETE ON family_sums WHEN OLD.is_plain
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change) VALUES (OLD.project_id, 'families', OLD.type, OLD.first_paid_on, 0, -1) ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
END;
--> statement-breakpoint
CREATE TRIGGER turned_days_add AFTER INSERT ON turns
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change) VALUES (NEW.project_id, NEW.basis, NEW.type, NEW.day, 0, NEW.change) ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
END;
--> statement-breakpoint
CREATE TRIGGER turned_days_take AFTER DELETE ON turns
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change) VALUES (OLD.project_id, OLD.basis, OLD.type, OLD.day, 0, -OLD.change) ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
END;
--> statement-breakpoint
CREATE TRIGGER due_days_register_add AFTER INSERT ON due_people WHEN NEW.is_plain
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES ('', NEW.type, NEW.registered_on, '', 0, 1, 1) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES ('', NEW.type, coalesce(max(NEW.registered_on, NEW.exited_on), NEW.registered_on), '', 0, 0, CASE WHEN NEW.exited_on IS NULL THEN 0 ELSE -1 END) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
END;
--> statement-breakpoint
CREATE TRIGGER due_days_register_take AFTER DELETE ON due_people WHEN OLD.is_plain
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES ('', OLD.type, OLD.registered_on, '', 0, -1, -1) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES ('', OLD.type, coalesce(max(OLD.registered_on, OLD.exited_on), OLD.registered_on), '', 0, 0, CASE WHEN OLD.exited_on IS NULL THEN 0 ELSE 1 END) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
END;
--> statement-breakpoint
CREATE TRIGGER due_days_paid_add AFTER INSERT ON due_sums WHEN NEW.is_plain
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES (NEW.project_id, NEW.type, NEW.registered_on, NEW.first_paid_on, 0, 1, 1) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES (NEW.project_id, NEW.type, coalesce(max(NEW.registered_on, NEW.exited_on), NEW.registered_on), NEW.first_paid_on, 0, 0, CASE WHEN NEW.exited_on IS NULL THEN 0 ELSE -1 END) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
END;
--> statement-breakpoint
CREATE TRIGGER due_days_paid_take AFTER DELETE ON due_sums WHEN OLD.is_plain
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES (OLD.project_id, OLD.type, OLD.registered_on, OLD.first_paid_on, 0, -1, -1) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES (OLD.project_id, OLD.type, coalesce(max(OLD.registered_on, OLD.exited_on), OLD.registered_on), OLD.first_paid_on, 0, 0, CASE WHEN OLD.exited_on IS NULL THEN 0 ELSE 1 END) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
END;
--> statement-breakpoint
CREATE TRIGGER due_days_turned_add AFTER INSERT ON due_turns
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES (NEW.project_id, NEW.type, NEW.register_day, NEW.paid_day, 0, NEW.entered, NEW.active) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
END;
--> statement-breakpoint
CREATE TRIGGER due_days_turned_take AFTER DELETE ON due_turns
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES (OLD.project_id, OLD.type, OLD.register_day, OLD.paid_day, 0, -OLD.entered, -OLD.active) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
END;
--> statement-breakpoint
INSERT INTO family_sums_stale SELECT family_id, project_id, type FROM family_sums WHERE is_plain = 0;
--> statement-breakpoint
INSERT INTO due_people_stale SELECT person_id FROM due_people WHERE is_plain = 0;
--> statement-breakpoint
INSERT INTO project_people_stale (person_id, project_id) SELECT person_id, project_id FROM person_sums WHERE is_plain = 0
  UNION SELECT person_id, project_id FROM person_sums GROUP BY person_id, project_id HAVING count(*) > 1
  UNION SELECT person_id, project_id FROM due_sums WHERE is_plain = 0;
--> statement-breakpoint
UPDATE family_members SET long_name = name WHERE length(name) > 3;
--> statement-breakpoint
DROP TRIGGER awards_sums_insert;
--> statement-breakpoint
-- A new award has no payments yet: nothing is looked for.
CREATE TRIGGER awards_sums_insert AFTER INSERT ON awards
BEGIN
	INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on)
	VALUES (NEW.id, NEW.project_id, NEW.type, NEW.approved_on, NEW.released_on, NEW.amount_fen, 1, NULL);
END;
--> statement-breakpoint
DROP TRIGGER members_sums_insert;
--> statement-breakpoint
-- Only the main person and students are due anything, and nobody new was paid.
CREATE TRIGGER members_sums_insert AFTER INSERT ON family_members
WHEN (NEW.position = 0 OR NEW.employment = 'student') AND EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL)
BEGIN
	INSERT INTO due_people_stale VALUES (NEW.id_fingerprint);
END;
