-- The next publication of a layout.
INSERT INTO publication (layout, number, revision, author, message, rulebook, rulebook_digest)
SELECT :layout, coalesce(max(number), 0) + 1, :revision, :author, :message, :rulebook, :rulebook_digest
FROM publication
WHERE layout = :layout
ON CONFLICT (layout, revision) DO NOTHING
