-- The features that revisions after one and up to another put or deleted, as they are at the latter.
SELECT * FROM (
    SELECT DISTINCT ON (feature_id) feature_id, deleted, kind,
           CAST(properties AS text) AS properties, ST_AsBinary(geom) AS wkb
    FROM feature_version
    WHERE layout = :layout AND revision > :since AND revision <= :revision
    ORDER BY feature_id, revision DESC
) touched
LIMIT :most
