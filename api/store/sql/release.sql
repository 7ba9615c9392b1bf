-- One feature leaves the quarantine; no row where it has left already.
INSERT INTO quarantine_release (quarantine, author, message, how, layout, revision, feature_id)
VALUES (:number, :author, :message, :how, :layout, :revision, :feature)
ON CONFLICT DO NOTHING
