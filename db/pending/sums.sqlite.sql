-- Sums beside the records (db/schema/sums.ts), derived in the write that changes a record. A later migration that rebuilds
-- awards, families, family_members or payments on SQLite has to drop these views and triggers first and make them again. CROSS JOIN keeps SQLite to the written order: a person first, then the payments.
CREATE VIEW award_sums_stale AS SELECT '' AS award_id;
--> statement-breakpoint
CREATE VIEW person_sums_stale AS SELECT '' AS person_id;
--> statement-breakpoint
CREATE VIEW project_people_stale AS SELECT '' AS person_id, '' AS project_id;
--> statement-breakpoint
CREATE VIEW due_people_stale AS SELECT '' AS person_id;
--> statement-breakpoint
CREATE TRIGGER award_sums_derive INSTEAD OF INSERT ON award_sums_stale
BEGIN
	DELETE FROM award_sums WHERE award_id = NEW.award_id;
	INSERT INTO award_sums (award_id, project_id, type, approved_on, released_on, amount_fen, is_plain, paid_on)
	SELECT awards.id, awards.project_id, awards.type, awards.approved_on, awards.released_on, awards.amount_fen,
		count(payments.id) = 0 OR (count(payments.id) = 1 AND sum(payments.amount_fen) = awards.amount_fen), min(payments.paid_on)
	FROM awards LEFT JOIN payments ON payments.award_id = awards.id
	WHERE awards.id = NEW.award_id
	GROUP BY awards.id;
END;
--> statement-breakpoint
CREATE TRIGGER person_sums_derive INSTEAD OF INSERT ON person_sums_stale
BEGIN
	DELETE FROM person_sums WHERE person_id = NEW.person_id;
	INSERT INTO person_sums (person_id, project_id, type, is_plain, first_paid_on)
	SELECT person.id_fingerprint, payments.project_id, payments.type, min(payments.amount_fen) > 0, min(payments.paid_on)
	FROM family_members AS person
	CROSS JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id
	WHERE person.id_fingerprint = NEW.person_id
	GROUP BY person.id_fingerprint, payments.project_id, payments.type;
	DELETE FROM due_sums WHERE person_id = NEW.person_id;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, paid.project_id, 'living', due.is_plain AND min(paid.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(paid.paid_on)
	FROM due_people AS due
	JOIN (
		SELECT main.id_fingerprint AS person_id, payments.project_id, payments.amount_fen, payments.paid_on
		FROM family_members AS main
		JOIN families ON families.id = main.family_id AND families.registered_on IS NOT NULL
		CROSS JOIN payments ON payments.family_id = main.family_id
		WHERE main.position = 0 AND payments.type = 'living' AND main.id_fingerprint = NEW.person_id
		UNION ALL
		SELECT payee.id_fingerprint, payments.project_id, payments.amount_fen, payments.paid_on
		FROM family_members AS payee
		CROSS JOIN payments ON payments.family_id = payee.family_id AND payments.member_id = payee.id
		WHERE payments.type = 'living' AND payee.id_fingerprint = NEW.person_id
	) AS paid ON paid.person_id = due.person_id
	WHERE due.type = 'living' AND due.person_id = NEW.person_id
	GROUP BY due.person_id, paid.project_id, due.is_plain, due.registered_on, due.exited_on;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, payments.project_id, 'schooling', due.is_plain AND min(payments.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(payments.paid_on)
	FROM due_people AS due
	JOIN family_members AS person ON person.id_fingerprint = due.person_id
	CROSS JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id AND payments.type = 'schooling'
	WHERE due.type = 'schooling' AND due.person_id = NEW.person_id
	GROUP BY due.person_id, payments.project_id, due.is_plain, due.registered_on, due.exited_on;
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
	DELETE FROM due_sums WHERE person_id = NEW.person_id AND project_id = NEW.project_id;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, paid.project_id, 'living', due.is_plain AND min(paid.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(paid.paid_on)
	FROM due_people AS due
	JOIN (
		SELECT main.id_fingerprint AS person_id, payments.project_id, payments.amount_fen, payments.paid_on
		FROM family_members AS main
		JOIN families ON families.id = main.family_id AND families.registered_on IS NOT NULL
		CROSS JOIN payments ON payments.family_id = main.family_id
		WHERE main.position = 0 AND payments.type = 'living' AND main.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id
		UNION ALL
		SELECT payee.id_fingerprint, payments.project_id, payments.amount_fen, payments.paid_on
		FROM family_members AS payee
		CROSS JOIN payments ON payments.family_id = payee.family_id AND payments.member_id = payee.id
		WHERE payments.type = 'living' AND payee.id_fingerprint = NEW.person_id AND payments.project_id = NEW.project_id
	) AS paid ON paid.person_id = due.person_id
	WHERE due.type = 'living' AND due.person_id = NEW.person_id
	GROUP BY due.person_id, paid.project_id, due.is_plain, due.registered_on, due.exited_on;
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT due.person_id, payments.project_id, 'schooling', due.is_plain AND min(payments.amount_fen) > 0, due.is_plain, due.registered_on, due.exited_on, min(payments.paid_on)
	FROM due_people AS due
	JOIN family_members AS person ON person.id_fingerprint = due.person_id
	CROSS JOIN payments ON payments.family_id = person.family_id AND payments.member_id = person.id AND payments.type = 'schooling'
	WHERE due.type = 'schooling' AND due.person_id = NEW.person_id AND payments.project_id = NEW.project_id
	GROUP BY due.person_id, payments.project_id, due.is_plain, due.registered_on, due.exited_on;
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
	INSERT INTO person_sums_stale VALUES (NEW.person_id);
END;
--> statement-breakpoint
CREATE TRIGGER awards_sums_insert AFTER INSERT ON awards
BEGIN
	INSERT INTO award_sums_stale VALUES (NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER awards_sums_update AFTER UPDATE OF project_id, type, approved_on, released_on, amount_fen ON awards
BEGIN
	INSERT INTO award_sums_stale VALUES (NEW.id);
END;
--> statement-breakpoint
CREATE TRIGGER awards_sums_delete AFTER DELETE ON awards
BEGIN
	INSERT INTO award_sums_stale VALUES (OLD.id);
END;
--> statement-breakpoint
CREATE TRIGGER payments_sums_insert AFTER INSERT ON payments
BEGIN
	INSERT INTO award_sums_stale VALUES (NEW.award_id);
	DELETE FROM family_sums WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type;
	INSERT INTO family_sums (family_id, project_id, type, is_plain, first_paid_on)
	SELECT family_id, project_id, type, min(amount_fen) > 0, min(paid_on)
	FROM payments
	WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type
	GROUP BY family_id, project_id, type;
	INSERT INTO project_people_stale
	SELECT id_fingerprint, NEW.project_id FROM family_members WHERE id = NEW.member_id
	UNION SELECT id_fingerprint, NEW.project_id FROM family_members WHERE family_id = NEW.family_id AND position = 0;
END;
--> statement-breakpoint
CREATE TRIGGER families_sums_update AFTER UPDATE OF registered_on, exited_on ON families
WHEN OLD.registered_on IS NOT NEW.registered_on OR OLD.exited_on IS NOT NEW.exited_on
BEGIN
	INSERT INTO due_people_stale SELECT id_fingerprint FROM family_members WHERE family_id = NEW.id;
END;
--> statement-breakpoint
CREATE TRIGGER members_sums_insert AFTER INSERT ON family_members
WHEN EXISTS (SELECT 1 FROM families WHERE id = NEW.family_id AND registered_on IS NOT NULL)
BEGIN
	INSERT INTO due_people_stale VALUES (NEW.id_fingerprint);
END;
--> statement-breakpoint
CREATE TRIGGER members_sums_update AFTER UPDATE OF family_id, position, employment, id_fingerprint ON family_members
BEGIN
	INSERT INTO due_people_stale VALUES (NEW.id_fingerprint);
	INSERT INTO due_people_stale SELECT OLD.id_fingerprint WHERE OLD.id_fingerprint <> NEW.id_fingerprint;
END;
--> statement-breakpoint
CREATE TRIGGER members_sums_delete AFTER DELETE ON family_members
BEGIN
	INSERT INTO due_people_stale VALUES (OLD.id_fingerprint);
END;
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
