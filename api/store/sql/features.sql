-- The features of a layout at a revision, of some kinds and in a box where those are given.
SELECT feature_id, kind, CAST(properties AS text) AS properties, ST_AsBinary(geom) AS wkb
FROM features_at(:layout, :revision)
WHERE (CAST(:kinds AS text[]) IS NULL OR kind = ANY(:kinds))
  AND (CAST(:west AS float8) IS NULL OR geom && ST_MakeEnvelope(:west, :south, :east, :north, 4490))
ORDER BY feature_id COLLATE "C"
