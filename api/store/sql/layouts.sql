-- Layouts with their newest revision; all of them, or the one of that id.
SELECT layout.id, layout.title_zh, layout.title_en, layout.notice_zh, layout.notice_en, layout.rulebook,
       layout.from_layout, layout.from_revision,
       revision.number AS revision, revision.created, revision.author, revision.message,
       revision.feature_count, revision.schematic_count
FROM layout
JOIN revision ON revision.layout = layout.id AND revision.number = layout.head
WHERE CAST(:layout AS text) IS NULL OR layout.id = :layout
ORDER BY layout.id
