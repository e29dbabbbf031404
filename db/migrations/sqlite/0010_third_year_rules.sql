-- Somebody whom no other row names has nothing to be weighed against: what is due is told by the new row alone. A new
-- main person takes over the payments of the file, and with them the long way.
DROP TRIGGER members_sums_insert;
--> statement-breakpoint
CREATE TRIGGER members_sums_insert AFTER INSERT ON family_members
WHEN (NEW.position = 0 OR NEW.employment = 'student')
	AND EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL)
	AND (
		EXISTS (SELECT 1 FROM family_members WHERE id_fingerprint = NEW.id_fingerprint AND id <> NEW.id)
		OR EXISTS (SELECT 1 FROM payments WHERE family_id = NEW.family_id)
	)
BEGIN
	INSERT INTO due_people_stale VALUES (NEW.id_fingerprint);
END;
--> statement-breakpoint
CREATE TRIGGER members_sums_first AFTER INSERT ON family_members
WHEN (NEW.position = 0 OR NEW.employment = 'student')
	AND NOT EXISTS (SELECT 1 FROM family_members WHERE id_fingerprint = NEW.id_fingerprint AND id <> NEW.id)
	AND NOT EXISTS (SELECT 1 FROM payments WHERE family_id = NEW.family_id)
BEGIN
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT NEW.id_fingerprint, 'living', 1, registered_on, exited_on
	FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL AND NEW.position = 0;
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT NEW.id_fingerprint, 'schooling', 1, registered_on, exited_on
	FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL AND NEW.employment = 'student';
END;
--> statement-breakpoint
-- The day on which somebody leaves is counted only where there is one.
DROP TRIGGER due_days_register_add;
--> statement-breakpoint
CREATE TRIGGER due_days_register_add AFTER INSERT ON due_people WHEN NEW.is_plain
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) VALUES ('', NEW.type, NEW.registered_on, '', 0, 1, 1) ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active) SELECT '', NEW.type, max(NEW.registered_on, NEW.exited_on), '', 0, 0, -1 WHERE NEW.exited_on IS NOT NULL ON CONFLICT (project_id, type, register_day, paid_day, part) DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
END;
--> statement-breakpoint
-- The sum of one person is looked up by its key: joined, it was found by reading all sums of the project, once for each payment.
DROP TRIGGER project_people_derive;
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
	WHERE turned.change <> 0 AND (
		SELECT is_plain FROM person_sums WHERE person_id = NEW.person_id AND project_id = NEW.project_id AND type = turned.type
	) = 0;
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
