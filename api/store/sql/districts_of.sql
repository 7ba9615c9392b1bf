-- The districts of some of the features of a layout's newest revision.
SELECT feature_id AS id, properties ->> 'district' AS district
FROM feature_head
WHERE layout = :layout AND feature_id = ANY(:features)
