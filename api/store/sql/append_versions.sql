-- Feature versions of that revision: those after a number of them, up to another.
INSERT INTO feature_version (layout, revision, feature_id, deleted, kind, properties, geom)
SELECT :layout, :number, feature_id, deleted, kind, properties, geom FROM change
WHERE n > :after AND n <= :upto
