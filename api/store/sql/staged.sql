-- What a write brings, before it is judged. geometry without a modifier takes anything.
CREATE TEMPORARY TABLE staged (
    feature_id text PRIMARY KEY, kind text NOT NULL, properties jsonb NOT NULL, geom geometry NOT NULL
) ON COMMIT DROP
