-- What nameOrder (app/families/nameKeys.server.ts) makes of a name, from the sounds that are kept of it.
UPDATE families SET name_order = surname || lpad(ascii(name)::text, 6, '0')
	|| left(name_sound_2, length(name_sound_2) - length(name_sound_3))
	|| CASE WHEN length(name) > 1 THEN lpad(ascii(substr(name, 2))::text, 6, '0') ELSE '' END
	|| name_sound_3
	|| CASE WHEN length(name) > 2 THEN lpad(ascii(substr(name, 3))::text, 6, '0') ELSE '' END
FROM (
	SELECT family_id, name, name_sound_2, name_sound_3, CASE
		WHEN right(name_pinyin, length(name_sound_2)) = name_sound_2
		THEN left(name_pinyin, length(name_pinyin) - length(name_sound_2))
		ELSE left(name_sound, length(name_sound) - length(name_sound_2))
	END AS surname
	FROM family_members
	WHERE position = 0
) AS main
WHERE family_id = families.id AND surname <> '';
