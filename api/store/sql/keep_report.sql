-- Cache a report in place of those that older rules or days made of the same revision.
WITH outdated AS (
    DELETE FROM report_cache
    WHERE layout = :layout AND revision = :revision AND fingerprint <> :fingerprint
)
INSERT INTO report_cache (layout, revision, fingerprint, body)
VALUES (:layout, :revision, :fingerprint, :body)
ON CONFLICT DO NOTHING
