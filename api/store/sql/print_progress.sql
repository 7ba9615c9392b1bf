-- How far a job is, and that its process lives; no row where it is no longer this process's to print.
UPDATE print_job
SET done = coalesce(:done, done), total = coalesce(:total, total), beat = clock_timestamp()
WHERE id = :id AND owner = :owner AND state = 'running'
