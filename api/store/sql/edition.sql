-- A layout's revision, the newest where none is named: its number, its time, the newest number.
SELECT revision.number, revision.created, layout.head
FROM layout
LEFT JOIN revision ON revision.layout = layout.id AND revision.number = coalesce(%(revision)s::int, layout.head)
WHERE layout.id = %(layout)s
