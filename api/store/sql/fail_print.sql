-- Say why a job came to nothing.
UPDATE print_job SET state = 'failed', message_zh = :zh, message_en = :en, ended = clock_timestamp()
WHERE id = :id AND owner = :owner AND state = 'running'
