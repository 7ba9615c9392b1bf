-- The features of a layout's imports that could not enter: those that wait, with :all also those that were released.
SELECT quarantine.number, quarantine.import, quarantine.layer, quarantine.row_number, quarantine.feature_id,
       quarantine.code, quarantine.reason_zh, quarantine.reason_en, CAST(quarantine.properties AS text) AS properties,
       ST_AsBinary(quarantine.geom) AS wkb, quarantine.at_lon, quarantine.at_lat,
       record.file_name, record.created, release.how, release.created AS released, release.author AS released_by,
       release.message AS released_why, release.revision AS released_into, release.feature_id AS released_as
FROM quarantine
JOIN import_record record ON record.number = quarantine.import
LEFT JOIN quarantine_release release ON release.quarantine = quarantine.number
WHERE record.layout = :layout
  AND (:all OR release.quarantine IS NULL)
  AND (CAST(:number AS bigint) IS NULL OR quarantine.number = :number)
ORDER BY quarantine.number
