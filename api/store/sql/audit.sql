SELECT * FROM audit
WHERE (CAST(:person AS text) IS NULL OR person = :person)
  AND (CAST(:layout AS text) IS NULL OR layout = :layout)
  AND (CAST(:action AS text) IS NULL OR action = :action)
  AND (CAST(:since AS timestamptz) IS NULL OR at >= :since)
  AND (CAST(:until AS timestamptz) IS NULL OR at < :until)
  AND (CAST(:before AS bigint) IS NULL OR number < :before)
ORDER BY number DESC
LIMIT :limit
