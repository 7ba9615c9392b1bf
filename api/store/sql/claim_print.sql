-- Take the job that has waited longest, unless as many run as may.
UPDATE print_job SET state = 'running', owner = :owner, beat = clock_timestamp()
WHERE id = (SELECT id FROM print_job WHERE state = 'queued' ORDER BY created, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  AND (SELECT count(*) FROM print_job WHERE state = 'running') < :most
RETURNING id, layout, revision, wish
