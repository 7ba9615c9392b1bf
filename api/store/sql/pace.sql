-- Nothing comes back where it is too soon.
INSERT INTO pace (key, due) VALUES (:key, clock_timestamp() + make_interval(secs => :every_s))
ON CONFLICT (key) DO UPDATE
SET due = greatest(pace.due, clock_timestamp()) + make_interval(secs => :every_s)
WHERE greatest(pace.due, clock_timestamp()) + make_interval(secs => :every_s)
    <= clock_timestamp() + make_interval(secs => :span_s)
RETURNING due
