-- That a line was paid which was taken out is kept too: files are compared once more, at the next start.
UPDATE bank_results SET is_compared = false;
