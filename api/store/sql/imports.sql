-- The imports of a layout, newest first; or the one of an upload, or of a number. With how much of each still waits.
SELECT record.*, (
    SELECT count(*) FROM quarantine
    WHERE quarantine.import = record.number
      AND NOT EXISTS (SELECT FROM quarantine_release release WHERE release.quarantine = quarantine.number)
) AS waiting
FROM import_record record
WHERE (CAST(:layout AS text) IS NULL OR record.layout = :layout)
  AND (CAST(:upload AS uuid) IS NULL OR record.upload = :upload)
  AND (CAST(:number AS bigint) IS NULL OR record.number = :number)
ORDER BY record.number DESC
