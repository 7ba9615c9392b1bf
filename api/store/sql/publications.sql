-- The publications of a layout, newest first.
SELECT number, revision, created, author, message, rulebook, rulebook_digest
FROM publication
WHERE layout = :layout
ORDER BY number DESC
