SELECT greatest(1, ceil(extract(epoch FROM due - clock_timestamp()) + :every_s - :span_s))::integer
FROM pace WHERE key = :key
