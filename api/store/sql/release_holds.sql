-- Let go of a feature, or of all of a window's.
DELETE FROM feature_hold
WHERE layout = :layout AND client = :client AND person = :person
  AND feature = coalesce(CAST(:feature AS text), feature)
