-- Keep the file of a job, if it is still this process's to print.
UPDATE print_job SET state = 'done', done = coalesce(total, done), body = :body, ended = clock_timestamp()
WHERE id = :id AND owner = :owner AND state = 'running'
