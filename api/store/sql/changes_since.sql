-- What the revisions after a given one put and deleted, oldest first.
SELECT revision.number, revision.created, revision.author, revision.message,
       coalesce(array_agg(version.feature_id ORDER BY version.feature_id)
                FILTER (WHERE NOT version.deleted), '{}') AS put,
       coalesce(array_agg(version.feature_id ORDER BY version.feature_id)
                FILTER (WHERE version.deleted), '{}') AS deleted
FROM revision
LEFT JOIN feature_version version ON version.layout = revision.layout AND version.revision = revision.number
WHERE revision.layout = :layout AND revision.number > :since
GROUP BY revision.layout, revision.number
ORDER BY revision.number
