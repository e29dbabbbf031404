-- What nameOrder (app/families/nameKeys.server.ts) makes of a name, from the sounds that are kept of it.
UPDATE families SET name_order = (
	SELECT surname || printf('%06d', unicode(name))
		|| substr(name_sound_2, 1, length(name_sound_2) - length(name_sound_3))
		|| CASE WHEN length(name) > 1 THEN printf('%06d', unicode(substr(name, 2))) ELSE '' END
		|| name_sound_3
		|| CASE WHEN length(name) > 2 THEN printf('%06d', unicode(substr(name, 3))) ELSE '' END
	FROM (
		SELECT name, name_sound_2, name_sound_3, CASE
			WHEN substr(name_pinyin, length(name_pinyin) - length(name_sound_2) + 1) = name_sound_2
			THEN substr(name_pinyin, 1, length(name_pinyin) - length(name_sound_2))
			ELSE substr(name_sound, 1, length(name_sound) - length(name_sound_2))
		END AS surname
		FROM family_members
		WHERE family_id = families.id AND position = 0
	)
	WHERE surname <> ''
);
