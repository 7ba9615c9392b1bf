-- What followed in a layout's threads, in order.
SELECT comment, number, revision, what, hides, created, person, author, body
FROM comment_event
WHERE layout = :layout AND (CAST(:number AS integer) IS NULL OR comment = :number)
ORDER BY comment, number
