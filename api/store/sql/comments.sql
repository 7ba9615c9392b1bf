-- The threads of a layout, the oldest first; of a feature also whether a later revision has put or deleted it.
SELECT comment.*,
       (SELECT CASE WHEN version.deleted THEN 'gone' ELSE 'changed' END
        FROM feature_version version
        WHERE version.layout = comment.layout AND version.feature_id = comment.feature
          AND version.revision > comment.revision
        ORDER BY version.revision DESC
        LIMIT 1) AS since
FROM comment
WHERE comment.layout = :layout AND (CAST(:number AS integer) IS NULL OR comment.number = :number)
ORDER BY comment.number
