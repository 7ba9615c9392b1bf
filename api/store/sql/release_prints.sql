-- A process that stops leaves its job to another.
UPDATE print_job SET state = 'queued', owner = NULL, beat = NULL, done = 0, total = NULL
WHERE owner = :owner AND state = 'running'
