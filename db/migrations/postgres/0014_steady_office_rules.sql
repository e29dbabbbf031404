-- PostgreSQL derives the sums once for all payments of a statement.
SELECT 1;
