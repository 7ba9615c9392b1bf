-- What really differs from the newest revision: puts that are new or other, deletes of what is there.
-- With :replace, what is neither staged nor in :keep goes. `n` counts from 1.
CREATE TEMPORARY TABLE change ON COMMIT DROP AS
SELECT *, row_number() OVER () AS n
FROM (
    SELECT staged.feature_id, false AS deleted, staged.kind, staged.properties, staged.geom,
           old.feature_id IS NOT NULL AS existed,
           coalesce(old.properties ->> 'basis' = 'schematic', false) AS was_schematic
    FROM staged
    LEFT JOIN features_at(:layout, :head) old ON old.feature_id = staged.feature_id
    WHERE old.feature_id IS NULL
       OR old.kind <> staged.kind
       OR old.properties <> staged.properties
       OR ST_AsBinary(old.geom) <> ST_AsBinary(staged.geom)
    UNION ALL
    SELECT old.feature_id, true, NULL, NULL, NULL, true,
           coalesce(old.properties ->> 'basis' = 'schematic', false)
    FROM features_at(:layout, :head) old
    WHERE (:replace OR old.feature_id = ANY(CAST(:delete AS text[])))
      AND old.feature_id <> ALL(CAST(:keep AS text[]))
      AND NOT EXISTS (SELECT FROM staged WHERE staged.feature_id = old.feature_id)
) differing
