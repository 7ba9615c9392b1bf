-- The summaries of cached reports: of layouts at revisions under fingerprints, given side by side.
SELECT cached.layout, cached.revision, cached.fingerprint,
       CAST(CAST(convert_from(cached.body, 'UTF8') AS json) -> 'summary' AS text) AS summary
FROM unnest(CAST(:layouts AS text[]), CAST(:revisions AS integer[]), CAST(:fingerprints AS text[]))
     AS asked (layout, revision, fingerprint)
JOIN report_cache cached USING (layout, revision, fingerprint)
