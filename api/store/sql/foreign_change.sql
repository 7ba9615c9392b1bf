-- What of a change lies, or lay, in other districts than these: each feature with the first such district.
SELECT change.feature_id AS id,
       CASE WHEN old.feature_id IS NOT NULL AND NOT lies_in(old.properties ->> 'district', :districts)
            THEN old.properties ->> 'district' ELSE change.properties ->> 'district' END AS district
FROM change
LEFT JOIN feature_head old ON old.layout = :layout AND old.feature_id = change.feature_id
WHERE (NOT change.deleted AND NOT lies_in(change.properties ->> 'district', :districts))
   OR (old.feature_id IS NOT NULL AND NOT lies_in(old.properties ->> 'district', :districts))
ORDER BY change.feature_id COLLATE "C"
