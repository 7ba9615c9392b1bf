-- Jobs whose process is gone have failed; those that ended long ago go, and the oldest where files take too much room.
WITH lost AS (
    UPDATE print_job SET state = 'failed', message_zh = :zh, message_en = :en, ended = clock_timestamp()
    WHERE state = 'running' AND beat < clock_timestamp() - make_interval(secs => :lost_s)
), kept AS (
    SELECT id, sum(coalesce(octet_length(body), 0)) OVER (ORDER BY ended DESC, id) AS bytes
    FROM print_job
    WHERE ended IS NOT NULL
)
DELETE FROM print_job USING kept
WHERE print_job.id = kept.id
  AND (print_job.ended < clock_timestamp() - make_interval(secs => :keep_s) OR kept.bytes > :keep_bytes)
