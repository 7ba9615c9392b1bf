-- A revision of a layout: its number, its time, the newest number.
SELECT revision.number, revision.created, layout.head
FROM layout
LEFT JOIN revision ON revision.layout = layout.id AND revision.number = %(revision)s
WHERE layout.id = %(layout)s
