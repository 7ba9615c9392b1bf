-- Cancel a job that waits or runs.
UPDATE print_job SET state = 'cancelled', ended = clock_timestamp()
WHERE id = :id AND state IN ('queued', 'running')
