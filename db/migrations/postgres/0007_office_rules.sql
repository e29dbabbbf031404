UPDATE family_members SET long_name = name WHERE length(name) > 3;
