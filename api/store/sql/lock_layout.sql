-- Hold a layout against other writers until the transaction ends.
SELECT layout.head, revision.feature_count, revision.schematic_count
FROM layout
LEFT JOIN revision ON revision.layout = layout.id AND revision.number = layout.head
WHERE layout.id = :layout
FOR NO KEY UPDATE OF layout
