-- The first payment of somebody in a project is what most payments are, and its sums say what it says itself: they are
-- written straight, and what follows finds nothing left to derive. Whatever differs from that is derived from all
-- records as before.
DROP TRIGGER payments_sums_insert;
--> statement-breakpoint
CREATE TRIGGER payments_sums_insert AFTER INSERT ON payments
BEGIN
	INSERT INTO award_sums_stale VALUES (NEW.award_id);
	INSERT INTO family_sums (family_id, project_id, type, is_plain, first_paid_on)
	SELECT NEW.family_id, NEW.project_id, NEW.type, 1, NEW.paid_on
	WHERE NEW.amount_fen > 0 AND NOT EXISTS (
		SELECT 1 FROM family_sums WHERE family_id = NEW.family_id AND project_id = NEW.project_id AND type = NEW.type
	);
	INSERT INTO person_sums (person_id, project_id, type, is_plain, first_paid_on)
	SELECT person.id_fingerprint, NEW.project_id, NEW.type, 1, NEW.paid_on
	FROM family_members AS person
	WHERE person.id = NEW.member_id AND NEW.amount_fen > 0 AND NOT EXISTS (
		SELECT 1 FROM person_sums AS paid WHERE paid.person_id = person.id_fingerprint AND paid.project_id = NEW.project_id
	);
	INSERT INTO due_sums (person_id, project_id, type, is_plain, has_one_file, registered_on, exited_on, first_paid_on)
	SELECT DISTINCT due.person_id, NEW.project_id, due.type, 1, 1, due.registered_on, due.exited_on, NEW.paid_on
	FROM family_members AS person
	JOIN families ON families.id = person.family_id
	JOIN due_people AS due ON due.person_id = person.id_fingerprint AND due.type = NEW.type AND due.is_plain = 1
	WHERE person.family_id = NEW.family_id AND NEW.amount_fen > 0
		AND (person.id = NEW.member_id OR (person.position = 0 AND NEW.type = 'living' AND families.registered_on IS NOT NULL))
		AND NOT EXISTS (
			SELECT 1 FROM due_sums AS paid WHERE paid.person_id = due.person_id AND paid.project_id = NEW.project_id AND paid.type = due.type
		);
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
