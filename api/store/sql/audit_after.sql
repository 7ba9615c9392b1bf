SELECT * FROM audit
WHERE (CAST(:person AS text) IS NULL OR person = :person)
  AND (CAST(:layout AS text) IS NULL OR layout = :layout)
  AND (CAST(:action AS text) IS NULL OR action = :action)
  AND (CAST(:since AS timestamptz) IS NULL OR at >= :since)
  AND (CAST(:until AS timestamptz) IS NULL OR at < :until)
  AND number > :last
ORDER BY number
LIMIT :limit
