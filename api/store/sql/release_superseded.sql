-- Features of earlier imports of a file of that name, which the new import has put into quarantine again, wait once.
INSERT INTO quarantine_release (quarantine, author, message, how)
SELECT old.number, :author, :message, 'superseded'
FROM quarantine old
JOIN import_record record ON record.number = old.import
WHERE record.layout = :layout AND record.number < :import AND record.file_name = :file_name
  AND NOT EXISTS (SELECT FROM quarantine_release release WHERE release.quarantine = old.number)
  AND EXISTS (
      SELECT FROM quarantine again
      WHERE again.import = :import AND again.layer = old.layer AND again.code = old.code
        AND (again.feature_id = old.feature_id
             OR again.row_number = old.row_number AND again.properties = old.properties))
