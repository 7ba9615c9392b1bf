-- The feature versions of that revision.
INSERT INTO feature_version (layout, revision, feature_id, deleted, kind, properties, geom)
SELECT :layout, :number, feature_id, deleted, kind, properties, geom FROM change
