-- What an import keeps out, in the order in which it came.
CREATE TEMPORARY TABLE kept_out (
    n integer GENERATED ALWAYS AS IDENTITY, layer text, row_number integer, feature_id text, code text,
    reason_zh text, reason_en text, properties jsonb, geom geometry(Geometry, 4490),
    at_lon double precision, at_lat double precision
) ON COMMIT DROP
