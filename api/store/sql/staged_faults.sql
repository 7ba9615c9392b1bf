-- Staged geometries that the store's CHECK constraints would refuse, and where they are broken.
SELECT feature_id, reason(detail) AS reason, ST_X(location(detail)) AS lon, ST_Y(location(detail)) AS lat
FROM (SELECT feature_id, ST_IsValidDetail(geom) AS detail FROM staged WHERE NOT ST_IsValid(geom)) faulty
ORDER BY feature_id COLLATE "C"
