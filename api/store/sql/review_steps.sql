-- The steps of a layout's reviews, newest first.
SELECT number, revision, step, created, person, author, message
FROM review_step
WHERE layout = :layout
ORDER BY number DESC
