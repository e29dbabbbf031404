-- The sum of one person is looked up by its key, as on SQLite.
CREATE OR REPLACE FUNCTION derive_project_people(stale text, project text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM person_sums WHERE person_id = stale AND project_id = project;
	INSERT INTO person_sums (person_id, project_id, type, is_plain, first_paid_on)
	SELECT person.id_fingerprint, payments.project_id, payments.type, min(payments.amount_fen) > 0, min(payments.paid_on)
	FROM family_members AS person
	JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
	WHERE person.id_fingerprint = stale AND payments.project_id = project
	GROUP BY person.id_fingerprint, payments.project_id, payments.type;
	DELETE FROM turns WHERE unit_id = stale AND project_id = project AND basis IN ('persons', 'people');
	INSERT INTO turns (unit_id, project_id, basis, type, day, change)
	SELECT stale, project, 'persons', turned.type, turned.day, turned.change
	FROM (
		SELECT type, day, (net > 0)::int - (coalesce(lag(net) OVER (PARTITION BY type ORDER BY day), 0) > 0)::int AS change
		FROM (
			SELECT type, day, sum(sum(amount_fen)) OVER (PARTITION BY type ORDER BY day) AS net
			FROM (
				SELECT payments.type AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = stale AND payments.project_id = project
			) AS paid
			GROUP BY type, day
		) AS nets
	) AS turned
	WHERE turned.change <> 0 AND (
		SELECT is_plain FROM person_sums WHERE person_id = stale AND project_id = project AND type = turned.type
	) = false;
	INSERT INTO turns (unit_id, project_id, basis, type, day, change)
	SELECT stale, project, 'people', 'all', day, sum(change)
	FROM (
		SELECT type, day, (net > 0)::int - (coalesce(lag(net) OVER (PARTITION BY type ORDER BY day), 0) > 0)::int AS change
		FROM (
			SELECT type, day, sum(sum(amount_fen)) OVER (PARTITION BY type ORDER BY day) AS net
			FROM (
				SELECT 'all' AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = stale AND payments.project_id = project
			) AS paid
			GROUP BY type, day
		) AS nets
		UNION ALL
		SELECT 'all', first_paid_on, -1 FROM person_sums WHERE person_id = stale AND project_id = project AND is_plain = true
	) AS differs
	GROUP BY day
	HAVING sum(change) <> 0;
	DELETE FROM due_sums WHERE person_id = stale AND project_id = project;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, project, due.type, due.is_plain AND min(paid.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(paid.day)
	FROM due_people AS due
	JOIN (
				SELECT payments.type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN families ON families.id = person.family_id AND families.registered_on IS NOT NULL
				JOIN payments ON payments.family_id = person.family_id
				WHERE person.position = 0 AND payments.type = 'living' AND person.id_fingerprint = stale AND payments.project_id = project
				UNION
				SELECT payments.type AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = stale AND payments.project_id = project AND payments.type IN ('living', 'schooling')
	) AS paid ON paid.type = due.type
	WHERE due.person_id = stale
	GROUP BY due.person_id, due.type, due.is_plain, due.registered_on, due.exited_on;
	DELETE FROM due_turns WHERE person_id = stale AND project_id = project;
	INSERT INTO due_turns (person_id, project_id, type, register_day, paid_day, entered, active)
	SELECT stale, project, register.type, register.register_day, turned.day, sum(register.entered * turned.change), sum(register.active * turned.change)
	FROM due_sums AS due
	JOIN (
			SELECT type, register_day, entered, active FROM due_turns WHERE person_id = stale AND project_id = ''
			UNION ALL
			SELECT type, registered_on, 1, 1 FROM due_people WHERE person_id = stale AND is_plain = true
			UNION ALL
			SELECT type, greatest(registered_on, exited_on), 0, -1 FROM due_people WHERE person_id = stale AND is_plain = true AND exited_on IS NOT NULL
		) AS register ON register.type = due.type
	JOIN (
		SELECT type, day, (net > 0)::int - (coalesce(lag(net) OVER (PARTITION BY type ORDER BY day), 0) > 0)::int AS change
		FROM (
			SELECT type, day, sum(sum(amount_fen)) OVER (PARTITION BY type ORDER BY day) AS net
			FROM (
				SELECT payments.type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN families ON families.id = person.family_id AND families.registered_on IS NOT NULL
				JOIN payments ON payments.family_id = person.family_id
				WHERE person.position = 0 AND payments.type = 'living' AND person.id_fingerprint = stale AND payments.project_id = project
				UNION
				SELECT payments.type AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = stale AND payments.project_id = project AND payments.type IN ('living', 'schooling')
			) AS paid
			GROUP BY type, day
		) AS nets
	) AS turned ON turned.type = due.type AND turned.change <> 0
	WHERE due.person_id = stale AND due.project_id = project AND due.is_plain = false
	GROUP BY register.type, register.register_day, turned.day;
END;
$$;
