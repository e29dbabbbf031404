-- A copy of a file stays one by what it reads, no more by the text of its mapping: files are compared once more, at the next start.
UPDATE bank_results SET is_compared = 0;
