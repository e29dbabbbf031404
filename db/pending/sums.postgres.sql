-- Sums beside the records (db/schema/sums.ts), derived in the write that changes a record.
CREATE FUNCTION derive_award_sums(stale text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM award_sums WHERE award_id = stale;
	INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on)
	SELECT awards.id, awards.project_id, awards.type, awards.approved_on, awards.released_on, awards.amount_fen,
		count(payments.id) = 0 OR (count(payments.id) = 1 AND sum(payments.amount_fen) = awards.amount_fen), min(payments.paid_on)
	FROM awards LEFT JOIN payments ON payments.award_id = awards.id
	WHERE awards.id = stale
	GROUP BY awards.id;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_person_sums(stale text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM person_sums WHERE person_id = stale;
	INSERT INTO person_sums (person_id, project_id, type, is_plain, first_paid_on)
	SELECT person.id_fingerprint, payments.project_id, payments.type, min(payments.amount_fen) > 0, min(payments.paid_on)
	FROM family_members AS person
	JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
	WHERE person.id_fingerprint = stale
	GROUP BY person.id_fingerprint, payments.project_id, payments.type;
	DELETE FROM due_sums WHERE person_id = stale;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, paid.project_id, 'living', due.is_plain AND min(paid.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(paid.paid_on)
	FROM due_people AS due
	JOIN (
		SELECT main.id_fingerprint AS person_id, payments.project_id, payments.amount_fen, payments.paid_on
		FROM family_members AS main
		JOIN families ON families.id = main.family_id AND families.registered_on IS NOT NULL
		JOIN payments ON payments.family_id = main.family_id
		WHERE main.position = 0 AND payments.type = 'living' AND main.id_fingerprint = stale
		UNION ALL
		SELECT payee.id_fingerprint, payments.project_id, payments.amount_fen, payments.paid_on
		FROM family_members AS payee
		JOIN payments ON payments.family_id = payee.family_id AND payments.member_id = payee.id
		WHERE payments.type = 'living' AND payee.id_fingerprint = stale
	) AS paid ON paid.person_id = due.person_id
	WHERE due.type = 'living' AND due.person_id = stale
	GROUP BY due.person_id, paid.project_id, due.is_plain, due.registered_on, due.exited_on;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, payments.project_id, 'schooling', due.is_plain AND min(payments.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(payments.paid_on)
	FROM due_people AS due
	JOIN family_members AS person ON person.id_fingerprint = due.person_id
	JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id AND payments.type = 'schooling'
	WHERE due.type = 'schooling' AND due.person_id = stale
	GROUP BY due.person_id, payments.project_id, due.is_plain, due.registered_on, due.exited_on;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_project_people(stale text, project text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM person_sums WHERE person_id = stale AND project_id = project;
	INSERT INTO person_sums (person_id, project_id, type, is_plain, first_paid_on)
	SELECT person.id_fingerprint, payments.project_id, payments.type, min(payments.amount_fen) > 0, min(payments.paid_on)
	FROM family_members AS person
	JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
	WHERE person.id_fingerprint = stale AND payments.project_id = project
	GROUP BY person.id_fingerprint, payments.project_id, payments.type;
	DELETE FROM due_sums WHERE person_id = stale AND project_id = project;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, paid.project_id, 'living', due.is_plain AND min(paid.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(paid.paid_on)
	FROM due_people AS due
	JOIN (
		SELECT main.id_fingerprint AS person_id, payments.project_id, payments.amount_fen, payments.paid_on
		FROM family_members AS main
		JOIN families ON families.id = main.family_id AND families.registered_on IS NOT NULL
		JOIN payments ON payments.family_id = main.family_id
		WHERE main.position = 0 AND payments.type = 'living' AND main.id_fingerprint = stale AND payments.project_id = project
		UNION ALL
		SELECT payee.id_fingerprint, payments.project_id, payments.amount_fen, payments.paid_on
		FROM family_members AS payee
		JOIN payments ON payments.family_id = payee.family_id AND payments.member_id = payee.id
		WHERE payments.type = 'living' AND payee.id_fingerprint = stale AND payments.project_id = project
	) AS paid ON paid.person_id = due.person_id
	WHERE due.type = 'living' AND due.person_id = stale
	GROUP BY due.person_id, paid.project_id, due.is_plain, due.registered_on, due.exited_on;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, payments.project_id, 'schooling', due.is_plain AND min(payments.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(payments.paid_on)
	FROM due_people AS due
	JOIN family_members AS person ON person.id_fingerprint = due.person_id
	JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id AND payments.type = 'schooling'
	WHERE due.type = 'schooling' AND due.person_id = stale AND payments.project_id = project
	GROUP BY due.person_id, payments.project_id, due.is_plain, due.registered_on, due.exited_on;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION derive_due_people(stale text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
	DELETE FROM due_people WHERE person_id = stale;
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT person.id_fingerprint, 'living', count(*) = 1, min(families.registered_on), min(families.exited_on)
	FROM family_members AS person
	JOIN families ON families.id = person.family_id
	WHERE families.registered_on IS NOT NULL AND person.position = 0 AND person.id_fingerprint = stale
	GROUP BY person.id_fingerprint;
	INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
	SELECT person.id_fingerprint, 'schooling', count(*) = 1, min(families.registered_on), min(families.exited_on)
	FROM family_members AS person
	JOIN families ON families.id = person.family_id
	WHERE families.registered_on IS NOT NULL AND person.employment = 'student' AND person.id_fingerprint = stale
	GROUP BY person.id_fingerprint;
	PERFORM derive_person_sums(stale);
END;
$$;
--> statement-breakpoint
CREATE FUNCTION awards_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM derive_award_sums(coalesce(NEW.id, OLD.id));
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION payments_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM derive_award_sums(NEW.award_id);
	DELETE FROM family_sums WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type;
	INSERT INTO family_sums (family_id, project_id, type, is_plain, first_paid_on)
	SELECT family_id, project_id, type, min(amount_fen) > 0, min(paid_on)
	FROM payments
	WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type
	GROUP BY family_id, project_id, type;
	PERFORM derive_project_people(people.id_fingerprint, NEW.project_id) FROM (
		SELECT id_fingerprint FROM family_members WHERE id = NEW.member_id
		UNION SELECT id_fingerprint FROM family_members WHERE family_id = NEW.family_id AND position = 0
	) AS people;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION families_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	PERFORM derive_due_people(people.id_fingerprint) FROM (SELECT DISTINCT id_fingerprint FROM family_members WHERE family_id = NEW.id) AS people;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE FUNCTION members_sums() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL) THEN
		RETURN NULL;
	END IF;
	IF TG_OP <> 'DELETE' THEN
		PERFORM derive_due_people(NEW.id_fingerprint);
	END IF;
	IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.id_fingerprint <> NEW.id_fingerprint) THEN
		PERFORM derive_due_people(OLD.id_fingerprint);
	END IF;
	RETURN NULL;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER awards_sums_insert AFTER INSERT OR DELETE ON awards FOR EACH ROW EXECUTE FUNCTION awards_sums();
--> statement-breakpoint
CREATE TRIGGER awards_sums_update AFTER UPDATE OF project_id, type, approved_on, released_on, amount_fen ON awards FOR EACH ROW EXECUTE FUNCTION awards_sums();
--> statement-breakpoint
CREATE TRIGGER payments_sums_insert AFTER INSERT ON payments FOR EACH ROW EXECUTE FUNCTION payments_sums();
--> statement-breakpoint
CREATE TRIGGER families_sums_update AFTER UPDATE OF registered_on, exited_on ON families FOR EACH ROW WHEN (OLD.registered_on IS DISTINCT FROM NEW.registered_on OR OLD.exited_on IS DISTINCT FROM NEW.exited_on) EXECUTE FUNCTION families_sums();
--> statement-breakpoint
CREATE TRIGGER members_sums_change AFTER INSERT OR DELETE ON family_members FOR EACH ROW EXECUTE FUNCTION members_sums();
--> statement-breakpoint
CREATE TRIGGER members_sums_update AFTER UPDATE OF family_id, position, employment, id_fingerprint ON family_members FOR EACH ROW EXECUTE FUNCTION members_sums();
--> statement-breakpoint
INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on)
  SELECT awards.id, awards.project_id, awards.type, awards.approved_on, awards.released_on, awards.amount_fen,
  	count(payments.id) = 0 OR (count(payments.id) = 1 AND sum(payments.amount_fen) = awards.amount_fen), min(payments.paid_on)
  FROM awards LEFT JOIN payments ON payments.award_id = awards.id
  GROUP BY awards.id;
--> statement-breakpoint
INSERT INTO family_sums (family_id, project_id, type, is_plain, first_paid_on)
  SELECT family_id, project_id, type, min(amount_fen) > 0, min(paid_on)
  FROM payments
  GROUP BY family_id, project_id, type;
--> statement-breakpoint
INSERT INTO person_sums (person_id, project_id, type, is_plain, first_paid_on)
  SELECT person.id_fingerprint, payments.project_id, payments.type, min(payments.amount_fen) > 0, min(payments.paid_on)
  FROM family_members AS person
  JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
  GROUP BY person.id_fingerprint, payments.project_id, payments.type;
--> statement-breakpoint
INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
  SELECT person.id_fingerprint, 'living', count(*) = 1, min(families.registered_on), min(families.exited_on)
  FROM family_members AS person
  JOIN families ON families.id = person.family_id
  WHERE families.registered_on IS NOT NULL AND person.position = 0
  GROUP BY person.id_fingerprint;
--> statement-breakpoint
INSERT INTO due_people (person_id, type, is_plain, registered_on, exited_on)
  SELECT person.id_fingerprint, 'schooling', count(*) = 1, min(families.registered_on), min(families.exited_on)
  FROM family_members AS person
  JOIN families ON families.id = person.family_id
  WHERE families.registered_on IS NOT NULL AND person.employment = 'student'
  GROUP BY person.id_fingerprint;
--> statement-breakpoint
INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
  SELECT due.person_id, paid.project_id, 'living', due.is_plain AND min(paid.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(paid.paid_on)
  FROM due_people AS due
  JOIN (
  	SELECT main.id_fingerprint AS person_id, payments.project_id, payments.amount_fen, payments.paid_on
  	FROM family_members AS main
  	JOIN families ON families.id = main.family_id AND families.registered_on IS NOT NULL
  	JOIN payments ON payments.family_id = main.family_id
  	WHERE main.position = 0 AND payments.type = 'living'
  	UNION ALL
  	SELECT payee.id_fingerprint, payments.project_id, payments.amount_fen, payments.paid_on
  	FROM family_members AS payee
  	JOIN payments ON payments.family_id = payee.family_id AND payments.member_id = payee.id
  	WHERE payments.type = 'living'
  ) AS paid ON paid.person_id = due.person_id
  WHERE due.type = 'living'
  GROUP BY due.person_id, paid.project_id, due.is_plain, due.registered_on, due.exited_on;
--> statement-breakpoint
INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
  SELECT due.person_id, payments.project_id, 'schooling', due.is_plain AND min(payments.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(payments.paid_on)
  FROM due_people AS due
  JOIN family_members AS person ON person.id_fingerprint = due.person_id
  JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id AND payments.type = 'schooling'
  WHERE due.type = 'schooling'
  GROUP BY due.person_id, payments.project_id, due.is_plain, due.registered_on, due.exited_on;
