-- What is derived beside the records (db/schema/sums.ts) is derived once for all rows of a statement: within a transaction every version of a
-- row that adds up many stays, so that a row which 20,000 payments change one by one is looked for among ever more of them. The plans of a
-- function are made once in a session, maybe while all tables are empty. So that nothing but the keys of one person, family or award can be
-- looked up, `OFFSET 0` keeps a look-up inside its row, `|| ''` hides a column from its indexes, and tables are not read whole.
DROP TRIGGER award_groups_add_up ON award_sums;
--> statement-breakpoint
DROP TRIGGER person_days_add_up ON person_sums;
--> statement-breakpoint
DROP TRIGGER family_days_add_up ON family_sums;
--> statement-breakpoint
DROP TRIGGER turned_days_add_up ON turns;
--> statement-breakpoint
DROP TRIGGER due_days_register_add_up ON due_people;
--> statement-breakpoint
DROP TRIGGER due_days_paid_add_up ON due_sums;
--> statement-breakpoint
DROP TRIGGER due_days_turned_add_up ON due_turns;
--> statement-breakpoint
DROP TRIGGER awards_money_insert ON awards;
--> statement-breakpoint
DROP TRIGGER awards_sums_insert ON awards;
--> statement-breakpoint
DROP TRIGGER awards_sums_update ON awards;
--> statement-breakpoint
DROP TRIGGER payments_money_insert ON payments;
--> statement-breakpoint
DROP TRIGGER payments_sums_insert ON payments;
--> statement-breakpoint
DROP TRIGGER families_sums_update ON families;
--> statement-breakpoint
DROP TRIGGER members_sums_change ON family_members;
--> statement-breakpoint
DROP TRIGGER members_sums_update ON family_members;
--> statement-breakpoint
DROP FUNCTION award_groups_add_up();
--> statement-breakpoint
DROP FUNCTION person_days_add_up();
--> statement-breakpoint
DROP FUNCTION family_days_add_up();
--> statement-breakpoint
DROP FUNCTION turned_days_add_up();
--> statement-breakpoint
DROP FUNCTION due_days_register_add_up();
--> statement-breakpoint
DROP FUNCTION due_days_paid_add_up();
--> statement-breakpoint
DROP FUNCTION due_days_turned_add_up();
--> statement-breakpoint
DROP FUNCTION awards_sums();
--> statement-breakpoint
DROP FUNCTION payments_money();
--> statement-breakpoint
DROP FUNCTION payments_sums();
--> statement-breakpoint
DROP FUNCTION families_sums();
--> statement-breakpoint
DROP FUNCTION members_sums();
--> statement-breakpoint
DROP FUNCTION derive_award_sums(text);
--> statement-breakpoint
DROP FUNCTION derive_family_sums(text, text, text);
--> statement-breakpoint
DROP FUNCTION derive_project_people(text, text);
--> statement-breakpoint
DROP FUNCTION derive_person_sums(text);
--> statement-breakpoint
DROP FUNCTION derive_due_people(text);
--> statement-breakpoint
CREATE FUNCTION derive_award_sums(stale text[]) RETURNS void LANGUAGE plpgsql
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
		) || ']}' END
	FROM awards CROSS JOIN LATERAL (
		SELECT count(*) = 0 OR (count(*) = 1 AND sum(payments.amount_fen) = awards.amount_fen) AS is_plain, min(payments.paid_on) AS first_on
		FROM payments WHERE payments.award_id = awards.id
	) AS paid
	WHERE awards.id = ANY (stale);
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_family_turns(stale text, project text, of_type text) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	INSERT INTO turns (unit_id, project_id, basis, type, day, change)
	SELECT stale, project, 'families', type, day, change
	FROM (
		SELECT type, day, (net > 0)::int - (coalesce(lag(net) OVER (PARTITION BY type ORDER BY day), 0) > 0)::int AS change
		FROM (
			SELECT type, day, sum(sum(amount_fen)) OVER (PARTITION BY type ORDER BY day) AS net
			FROM (
				SELECT type, paid_on AS day, amount_fen
				FROM payments
				WHERE family_id = stale AND project_id || '' = project AND type = of_type
			) AS paid
			GROUP BY type, day
		) AS nets
	) AS turned
	WHERE change <> 0;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_family_sums(stale text[], project text, of_type text) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	DELETE FROM family_sums WHERE family_id = ANY (stale) AND project_id || '' = project AND type = of_type;
	INSERT INTO family_sums (family_id, project_id, type, is_plain, first_paid_on)
	SELECT family_id, project, of_type, min(amount_fen) > 0, min(paid_on)
	FROM payments
	WHERE family_id = ANY (stale) AND project_id || '' = project AND type = of_type
	GROUP BY family_id;
	DELETE FROM turns WHERE unit_id = ANY (stale) AND project_id || '' = project AND basis = 'families' AND type = of_type;
	PERFORM derive_family_turns(family_id, project, of_type)
	FROM family_sums
	WHERE family_id = ANY (stale) AND project_id || '' = project AND type = of_type AND is_plain = false;
END;
$$;
--> statement-breakpoint
-- Of somebody who was paid one type of relief, and nothing taken back, the first day tells all: there are no turns.
CREATE FUNCTION derive_person_turns(stale text, project text) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
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
				WHERE person.id_fingerprint = stale AND payments.project_id || '' = project
			) AS paid
			GROUP BY type, day
		) AS nets
	) AS turned
	WHERE turned.change <> 0 AND (
		SELECT is_plain FROM person_sums WHERE person_id = stale AND project_id || '' = project AND type = turned.type
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
				WHERE person.id_fingerprint = stale AND payments.project_id || '' = project
			) AS paid
			GROUP BY type, day
		) AS nets
		UNION ALL
		SELECT 'all', first_paid_on, -1 FROM person_sums WHERE person_id = stale AND project_id || '' = project AND is_plain = true
	) AS differs
	GROUP BY day
	HAVING sum(change) <> 0;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_due_turns(stale text, project text) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
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
				WHERE person.position = 0 AND payments.type = 'living' AND person.id_fingerprint = stale AND payments.project_id || '' = project
				UNION
				SELECT payments.type AS type, payments.paid_on AS day, payments.amount_fen, payments.id
				FROM family_members AS person
				JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
				WHERE person.id_fingerprint = stale AND payments.project_id || '' = project AND payments.type IN ('living', 'schooling')
			) AS paid
			GROUP BY type, day
		) AS nets
	) AS turned ON turned.type = due.type AND turned.change <> 0
	WHERE due.person_id = stale AND due.project_id || '' = project AND due.is_plain = false
	GROUP BY register.type, register.register_day, turned.day;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_project_people(stale text[], project text) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	DELETE FROM person_sums WHERE person_id = ANY (stale) AND project_id || '' = project;
	INSERT INTO person_sums (person_id, project_id, type, is_plain, first_paid_on)
	SELECT people.id, project, paid.type, min(paid.amount_fen) > 0, min(paid.paid_on)
	FROM unnest(stale) AS people(id)
	CROSS JOIN LATERAL (SELECT * FROM family_members WHERE id_fingerprint = people.id OFFSET 0) AS person
	CROSS JOIN LATERAL (SELECT * FROM payments WHERE family_id = person.family_id AND project_id || '' = project OFFSET 0) AS paid
	WHERE paid.member_id = person.id
	GROUP BY people.id, paid.type;
	DELETE FROM turns WHERE unit_id = ANY (stale) AND project_id || '' = project AND basis IN ('persons', 'people');
	PERFORM derive_person_turns(uneven.person_id, project)
	FROM (
		SELECT person_id
		FROM person_sums
		WHERE person_id = ANY (stale) AND project_id || '' = project
		GROUP BY person_id
		HAVING count(*) > 1 OR NOT bool_and(is_plain)
	) AS uneven;
	DELETE FROM due_sums WHERE person_id = ANY (stale) AND project_id || '' = project;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, project, due.type, due.is_plain AND min(paid.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(paid.paid_on)
	FROM unnest(stale) AS people(id)
	CROSS JOIN LATERAL (SELECT * FROM due_people WHERE person_id = people.id OFFSET 0) AS due
	CROSS JOIN LATERAL (SELECT * FROM family_members WHERE id_fingerprint = people.id OFFSET 0) AS person
	CROSS JOIN LATERAL (SELECT * FROM families WHERE id = person.family_id OFFSET 0) AS file
	CROSS JOIN LATERAL (SELECT * FROM payments WHERE family_id = person.family_id AND project_id || '' = project OFFSET 0) AS paid
	WHERE paid.type = due.type AND (paid.member_id = person.id OR (due.type = 'living' AND person.position = 0 AND file.registered_on IS NOT NULL))
	GROUP BY due.person_id, due.type, due.is_plain, due.registered_on, due.exited_on;
	DELETE FROM due_turns WHERE person_id = ANY (stale) AND project_id || '' = project;
	PERFORM derive_due_turns(uneven.person_id, project)
	FROM (
		SELECT DISTINCT person_id FROM due_sums WHERE person_id = ANY (stale) AND project_id || '' = project AND is_plain = false
	) AS uneven;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_person_sums(stale text[]) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	DELETE FROM person_sums WHERE person_id = ANY (stale);
	DELETE FROM turns WHERE unit_id = ANY (stale) AND basis IN ('persons', 'people');
	DELETE FROM due_sums WHERE person_id = ANY (stale);
	DELETE FROM due_turns WHERE person_id = ANY (stale) AND project_id <> '';
	PERFORM derive_project_people(array_agg(DISTINCT people.id), paid.project_id)
	FROM unnest(stale) AS people(id)
	CROSS JOIN LATERAL (SELECT * FROM family_members WHERE id_fingerprint = people.id OFFSET 0) AS person
	CROSS JOIN LATERAL (SELECT * FROM payments WHERE family_id = person.family_id OFFSET 0) AS paid
	WHERE paid.member_id = person.id OR person.position = 0
	GROUP BY paid.project_id;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_register_turns(stale text) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	INSERT INTO due_turns (person_id, project_id, type, register_day, paid_day, entered, active)
	SELECT stale, '', type, day, '', entered, active
	FROM (
		SELECT type, day, (coalesce(lag(files) OVER (PARTITION BY type ORDER BY day), 0) = 0)::int AS entered,
			(open > 0)::int - (coalesce(lag(open) OVER (PARTITION BY type ORDER BY day), 0) > 0)::int AS active
		FROM (
			SELECT type, day, sum(sum(files)) OVER (PARTITION BY type ORDER BY day) AS files, sum(sum(open)) OVER (PARTITION BY type ORDER BY day) AS open
			FROM (
				SELECT due.type, families.registered_on AS day, 1 AS files, 1 AS open
				FROM due_people AS due
				JOIN family_members AS person ON person.id_fingerprint = due.person_id AND (due.type = 'living' AND person.position = 0 OR due.type = 'schooling' AND person.employment = 'student')
				JOIN families ON families.id = person.family_id AND families.registered_on IS NOT NULL
				WHERE due.person_id = stale AND due.is_plain = false
				UNION ALL
				SELECT due.type, greatest(families.registered_on, families.exited_on), 0, -1
				FROM due_people AS due
				JOIN family_members AS person ON person.id_fingerprint = due.person_id AND (due.type = 'living' AND person.position = 0 OR due.type = 'schooling' AND person.employment = 'student')
				JOIN families ON families.id = person.family_id AND families.registered_on IS NOT NULL
				WHERE due.person_id = stale AND due.is_plain = false AND families.exited_on IS NOT NULL
			) AS dated
			GROUP BY type, day
		) AS counted
	) AS turned
	WHERE entered <> 0 OR active <> 0;
END;
$$;
--> statement-breakpoint
-- `stale` names nobody twice.
CREATE FUNCTION derive_due_people(stale text[]) RETURNS void LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	DELETE FROM due_people WHERE person_id = ANY (stale);
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT people.id, 'living', count(*) = 1, min(file.registered_on), min(file.exited_on)
	FROM unnest(stale) AS people(id)
	CROSS JOIN LATERAL (SELECT * FROM family_members WHERE id_fingerprint = people.id OFFSET 0) AS person
	CROSS JOIN LATERAL (SELECT * FROM families WHERE id = person.family_id OFFSET 0) AS file
	WHERE file.registered_on IS NOT NULL AND person.position = 0
	GROUP BY people.id;
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT people.id, 'schooling', count(*) = 1, min(file.registered_on), min(file.exited_on)
	FROM unnest(stale) AS people(id)
	CROSS JOIN LATERAL (SELECT * FROM family_members WHERE id_fingerprint = people.id OFFSET 0) AS person
	CROSS JOIN LATERAL (SELECT * FROM families WHERE id = person.family_id OFFSET 0) AS file
	WHERE file.registered_on IS NOT NULL AND person.employment = 'student'
	GROUP BY people.id;
	DELETE FROM due_turns WHERE person_id = ANY (stale) AND project_id || '' = '';
	PERFORM derive_register_turns(uneven.person_id)
	FROM (SELECT DISTINCT person_id FROM due_people WHERE person_id = ANY (stale) AND is_plain = false) AS uneven;
	PERFORM derive_person_sums(stale);
END;
$$;
--> statement-breakpoint
CREATE FUNCTION award_groups_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
	INSERT INTO award_groups (project_id, type, approved_day, released_day, paid_day, part, awards, amount_fen)
	SELECT project_id, type, approved_on, coalesce(released_on, ''), coalesce(paid_on, ''), hashtext(award_id) & 15, sign * count(*), sign * sum(amount_fen)
	FROM changed WHERE is_plain
	GROUP BY 1, 2, 3, 4, 5, 6
	ON CONFLICT (project_id, type, approved_day, released_day, paid_day, part)
	DO UPDATE SET awards = award_groups.awards + excluded.awards, amount_fen = award_groups.amount_fen + excluded.amount_fen;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER award_groups_change_add AFTER INSERT ON award_sums REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION award_groups_change();
--> statement-breakpoint
CREATE TRIGGER award_groups_change_take AFTER DELETE ON award_sums REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION award_groups_change();
--> statement-breakpoint
CREATE FUNCTION person_days_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change)
	SELECT project_id, 'persons', type, first_paid_on, hashtext(person_id) & 15, sign * count(*) FROM changed WHERE is_plain
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
	INSERT INTO helped_days (project_id, basis, type, day, part, change)
	SELECT project_id, 'people', 'all', first_paid_on, hashtext(person_id) & 15, sign * count(*) FROM changed WHERE is_plain
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER person_days_change_add AFTER INSERT ON person_sums REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION person_days_change();
--> statement-breakpoint
CREATE TRIGGER person_days_change_take AFTER DELETE ON person_sums REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION person_days_change();
--> statement-breakpoint
CREATE FUNCTION family_days_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change)
	SELECT project_id, 'families', type, first_paid_on, hashtext(family_id) & 15, sign * count(*) FROM changed WHERE is_plain
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER family_days_change_add AFTER INSERT ON family_sums REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION family_days_change();
--> statement-breakpoint
CREATE TRIGGER family_days_change_take AFTER DELETE ON family_sums REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION family_days_change();
--> statement-breakpoint
CREATE FUNCTION turned_days_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
	INSERT INTO helped_days (project_id, basis, type, day, part, change)
	SELECT project_id, basis, type, day, hashtext(unit_id) & 15, sign * sum(change) FROM changed
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (project_id, basis, type, day, part) DO UPDATE SET change = helped_days.change + excluded.change;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER turned_days_change_add AFTER INSERT ON turns REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION turned_days_change();
--> statement-breakpoint
CREATE TRIGGER turned_days_change_take AFTER DELETE ON turns REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION turned_days_change();
--> statement-breakpoint
CREATE FUNCTION due_days_register_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active)
	SELECT project_id, type, register_day, paid_day, hashtext(person_id) & 15, sign * sum(entered), sign * sum(active)
	FROM (
		SELECT '' AS project_id, type, registered_on AS register_day, '' AS paid_day, person_id, 1 AS entered, 1 AS active FROM changed WHERE is_plain
		UNION ALL SELECT '', type, greatest(registered_on, exited_on), '', person_id, 0, -1 FROM changed WHERE is_plain AND exited_on IS NOT NULL
	) AS dated
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (project_id, type, register_day, paid_day, part)
	DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER due_days_register_change_add AFTER INSERT ON due_people REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION due_days_register_change();
--> statement-breakpoint
CREATE TRIGGER due_days_register_change_take AFTER DELETE ON due_people REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION due_days_register_change();
--> statement-breakpoint
CREATE FUNCTION due_days_paid_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active)
	SELECT project_id, type, register_day, paid_day, hashtext(person_id) & 15, sign * sum(entered), sign * sum(active)
	FROM (
		SELECT project_id, type, registered_on AS register_day, first_paid_on AS paid_day, person_id, 1 AS entered, 1 AS active FROM changed WHERE is_plain
		UNION ALL SELECT project_id, type, greatest(registered_on, exited_on), first_paid_on, person_id, 0, -1 FROM changed WHERE is_plain AND exited_on IS NOT NULL
	) AS dated
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (project_id, type, register_day, paid_day, part)
	DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER due_days_paid_change_add AFTER INSERT ON due_sums REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION due_days_paid_change();
--> statement-breakpoint
CREATE TRIGGER due_days_paid_change_take AFTER DELETE ON due_sums REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION due_days_paid_change();
--> statement-breakpoint
CREATE FUNCTION due_days_turned_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
	INSERT INTO due_days (project_id, type, register_day, paid_day, part, entered, active)
	SELECT project_id, type, register_day, paid_day, hashtext(person_id) & 15, sign * sum(entered), sign * sum(active)
	FROM (SELECT project_id, type, register_day, paid_day, person_id, entered, active FROM changed) AS dated
	GROUP BY 1, 2, 3, 4, 5
	ON CONFLICT (project_id, type, register_day, paid_day, part)
	DO UPDATE SET entered = due_days.entered + excluded.entered, active = due_days.active + excluded.active;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER due_days_turned_change_add AFTER INSERT ON due_turns REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION due_days_turned_change();
--> statement-breakpoint
CREATE TRIGGER due_days_turned_change_take AFTER DELETE ON due_turns REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION due_days_turned_change();
--> statement-breakpoint
-- Of an award that is inserted or deleted: no payment refers to it.
CREATE FUNCTION awards_money_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
	INSERT INTO money_days (project_id, type, day, part, paid_fen, ledger_rows, committed_fen)
	SELECT project_id, type, day, part, 0, 0, sign * sum(committed_fen)
	FROM (
		SELECT project_id, type, approved_on AS day, hashtext(id) & 15 AS part, amount_fen AS committed_fen FROM changed
		UNION ALL SELECT project_id, type, greatest(released_on, approved_on), hashtext(id) & 15, -amount_fen FROM changed WHERE released_on IS NOT NULL
	) AS dated
	GROUP BY project_id, type, day, part
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER awards_money_add AFTER INSERT ON awards REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION awards_money_change();
--> statement-breakpoint
CREATE TRIGGER awards_money_take AFTER DELETE ON awards REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION awards_money_change();
--> statement-breakpoint
CREATE FUNCTION awards_sums_change() RETURNS trigger LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on)
		SELECT id, project_id, type, approved_on, released_on, amount_fen, true, NULL FROM changed;
	ELSE
		DELETE FROM award_sums WHERE award_id = ANY (ARRAY(SELECT id FROM changed));
	END IF;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER awards_sums_add AFTER INSERT ON awards REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION awards_sums_change();
--> statement-breakpoint
CREATE TRIGGER awards_sums_take AFTER DELETE ON awards REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION awards_sums_change();
--> statement-breakpoint
CREATE FUNCTION awards_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM derive_award_sums(ARRAY[NEW.id]);
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER awards_sums_update AFTER UPDATE OF project_id, type, approved_on, released_on, amount_fen, taken_back_by ON awards FOR EACH ROW EXECUTE FUNCTION awards_sums();
--> statement-breakpoint
CREATE FUNCTION payments_money() RETURNS trigger LANGUAGE plpgsql
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
	) AS dated
	GROUP BY 1, 2, 3, 4
	ON CONFLICT (project_id, type, day, part) DO UPDATE SET committed_fen = money_days.committed_fen + excluded.committed_fen;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER payments_money_insert AFTER INSERT ON payments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_money();
--> statement-breakpoint
-- A payment that changes nothing of a sum leaves it alone.
CREATE FUNCTION payments_sums() RETURNS trigger LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	PERFORM derive_award_sums(array_agg(DISTINCT award_id)) FROM changed HAVING count(*) > 0;
	PERFORM derive_family_sums(array_agg(DISTINCT family_id), project_id, type)
	FROM changed
	WHERE NOT (amount_fen > 0 AND EXISTS (
		SELECT 1 FROM family_sums AS paid
		WHERE paid.family_id = changed.family_id AND paid.project_id || '' = changed.project_id AND paid.type = changed.type AND paid.is_plain = true AND paid.first_paid_on <= changed.paid_on
		OFFSET 0
	))
	GROUP BY project_id, type;
	PERFORM derive_project_people(array_agg(DISTINCT person.id_fingerprint), changed.project_id)
	FROM changed
	CROSS JOIN LATERAL (SELECT * FROM family_members WHERE family_id = changed.family_id AND (id = changed.member_id OR position = 0) OFFSET 0) AS person
	WHERE NOT (
		changed.amount_fen > 0
		AND NOT EXISTS (
			SELECT 1 FROM due_people AS due
			WHERE due.person_id = person.id_fingerprint AND due.type = changed.type AND NOT EXISTS (
				SELECT 1 FROM due_sums AS paid
				WHERE paid.person_id = due.person_id AND paid.project_id || '' = changed.project_id AND paid.type = due.type AND paid.is_plain = true AND paid.first_paid_on <= changed.paid_on
				OFFSET 0
			)
			OFFSET 0
		)
		AND (person.id <> changed.member_id OR (
			EXISTS (
				SELECT 1 FROM person_sums AS paid
				WHERE paid.person_id = person.id_fingerprint AND paid.project_id || '' = changed.project_id AND paid.type = changed.type AND paid.first_paid_on <= changed.paid_on
				OFFSET 0
			)
			AND NOT EXISTS (
				SELECT 1 FROM person_sums AS paid
				WHERE paid.person_id = person.id_fingerprint AND paid.project_id || '' = changed.project_id AND paid.is_plain = false
				OFFSET 0
			)
		))
	)
	GROUP BY changed.project_id;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER payments_sums_insert AFTER INSERT ON payments REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION payments_sums();
--> statement-breakpoint
CREATE FUNCTION families_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM derive_due_people(array_agg(DISTINCT id_fingerprint)) FROM family_members WHERE family_id = NEW.id HAVING count(*) > 0;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER families_sums_update AFTER UPDATE OF registered_on, exited_on ON families FOR EACH ROW WHEN (OLD.registered_on IS DISTINCT FROM NEW.registered_on OR OLD.exited_on IS DISTINCT FROM NEW.exited_on) EXECUTE FUNCTION families_sums();
--> statement-breakpoint
-- Only the main person and students are due anything, and nobody new was paid.
CREATE FUNCTION members_sums_change() RETURNS trigger LANGUAGE plpgsql
	SET enable_seqscan = off AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		PERFORM derive_due_people(array_agg(DISTINCT changed.id_fingerprint))
		FROM changed
		CROSS JOIN LATERAL (SELECT * FROM families WHERE id = changed.family_id OFFSET 0) AS file
		WHERE (changed.position = 0 OR changed.employment = 'student') AND file.registered_on IS NOT NULL
		HAVING count(*) > 0;
	ELSE
		PERFORM derive_due_people(array_agg(DISTINCT id_fingerprint)) FROM changed HAVING count(*) > 0;
	END IF;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER members_sums_add AFTER INSERT ON family_members REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_sums_change();
--> statement-breakpoint
CREATE TRIGGER members_sums_take AFTER DELETE ON family_members REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION members_sums_change();
--> statement-breakpoint
CREATE FUNCTION members_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM derive_due_people(array_agg(DISTINCT id)) FROM unnest(ARRAY[NEW.id_fingerprint, OLD.id_fingerprint]) AS people(id);
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER members_sums_update AFTER UPDATE OF family_id, position, employment, id_fingerprint ON family_members FOR EACH ROW EXECUTE FUNCTION members_sums();
