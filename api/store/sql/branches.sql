-- The layouts that were started from a layout, the oldest first, and what of them it has merged.
SELECT branch.id, branch.title_zh, branch.title_en, branch.from_revision, branch.head,
       first.created, first.author, newest.created AS changed, newest.feature_count,
       (SELECT max(from_revision) FROM revision_source
        WHERE layout = :layout AND how = 'merge' AND from_layout = branch.id) AS merged
FROM layout branch
JOIN revision first ON first.layout = branch.id AND first.number = 1
JOIN revision newest ON newest.layout = branch.id AND newest.number = branch.head
WHERE branch.from_layout = :layout
ORDER BY first.created, branch.id
