-- Which revisions continue or contain which others: branches, and merges with what they brought.
SELECT id AS layout, 1 AS revision, from_layout, from_revision
FROM layout
WHERE from_layout IS NOT NULL
UNION ALL
SELECT layout, revision, from_layout, from_revision
FROM revision_source
WHERE how = 'merge'
