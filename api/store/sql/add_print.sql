-- A print job that waits, unless as many wait as may.
INSERT INTO print_job (layout, revision, wish)
SELECT :layout, :revision, CAST(:wish AS jsonb)
WHERE (SELECT count(*) FROM print_job WHERE state = 'queued') < :most
RETURNING id
