-- Words by which a bank has not decided yet, and less than the whole without a number, wait to be looked at: files are compared once more, at the next start.
UPDATE bank_results SET is_compared = false;
