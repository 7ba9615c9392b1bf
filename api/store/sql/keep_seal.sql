-- Keep what a print is of; the same print again changes nothing.
INSERT INTO print_seal (short, hash, layout, revision, seal)
VALUES (:short, :hash, :layout, :revision, :seal)
ON CONFLICT DO NOTHING
