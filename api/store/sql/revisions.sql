-- The revisions of a layout, newest first.
SELECT number, created, author, message, put_count, deleted_count
FROM revision
WHERE layout = :layout
ORDER BY number DESC
