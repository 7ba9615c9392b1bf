-- The publications of a layout, newest first, each with the one that took its place.
SELECT number, revision, created, author, message, rulebook, rulebook_digest,
       lag(number) OVER newest_first AS superseded_by, lag(created) OVER newest_first AS superseded
FROM publication
WHERE layout = :layout
WINDOW newest_first AS (ORDER BY number DESC)
ORDER BY number DESC
