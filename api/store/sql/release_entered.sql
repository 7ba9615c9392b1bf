-- Features of earlier imports that waited and have now entered under their id leave the quarantine. One that shares
-- its id with another never waits for that id.
INSERT INTO quarantine_release (quarantine, author, message, how, layout, revision, feature_id)
SELECT old.number, :author, :message, 'entered', record.layout, :revision, old.feature_id
FROM quarantine old
JOIN import_record record ON record.number = old.import
JOIN staged ON staged.feature_id = old.feature_id
WHERE record.layout = :layout AND record.number < :import AND old.code <> 'repeated-id'
  AND NOT EXISTS (SELECT FROM quarantine_release release WHERE release.quarantine = old.number)
