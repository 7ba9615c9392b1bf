-- A print job, and whether the process that prints it has given no sign of life for too long.
SELECT id, layout, revision, wish, created, state, done, total, message_zh, message_en, ended,
       octet_length(body) AS size_bytes,
       state = 'running' AND beat < clock_timestamp() - make_interval(secs => :lost_s) AS lost
FROM print_job
WHERE id = :id
