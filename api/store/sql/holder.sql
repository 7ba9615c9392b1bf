-- Who holds a feature.
SELECT name, guest, until FROM feature_hold
WHERE layout = :layout AND feature = :feature AND until >= clock_timestamp()
