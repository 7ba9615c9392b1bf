-- One feature as it is now, with the newest revision of its layout.
SELECT layout.head, feature.kind, feature.json, md5(feature.json) AS digest
FROM layout LEFT JOIN feature_head feature ON feature.layout = layout.id AND feature.feature_id = :feature
WHERE layout.id = :layout
