-- A file became a revision, or found it as it was; no row where its upload was landed already.
INSERT INTO import_record
    (layout, revision, changed, author, message, upload, file_name, file_bytes, sha256, format, mode, decisions, pairs,
     inspection, feature_count, put_count, deleted_count, quarantined_count, mended_count)
VALUES
    (:layout, :revision, :changed, :author, :message, :upload, :file_name, :file_bytes, :sha256, :format, :mode,
     CAST(:decisions AS jsonb), CAST(:pairs AS jsonb), CAST(:inspection AS jsonb), :features, :put, :deleted,
     :quarantined, :mended)
ON CONFLICT (upload) DO NOTHING
RETURNING number
