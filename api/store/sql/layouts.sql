-- Layouts with their newest revision and publication; all of them, or the one of that id.
SELECT layout.id, layout.title_zh, layout.title_en, layout.notice_zh, layout.notice_en, layout.rulebook,
       layout.from_layout, layout.from_revision,
       revision.number AS revision, revision.created, revision.author, revision.message,
       revision.feature_count, revision.schematic_count,
       published.number AS published, published.revision AS published_revision, published.created AS published_at,
       published.author AS published_by, published.message AS published_message,
       published.rulebook AS published_under, published.rulebook_digest
FROM layout
JOIN revision ON revision.layout = layout.id AND revision.number = layout.head
LEFT JOIN LATERAL (
    SELECT * FROM publication WHERE publication.layout = layout.id ORDER BY number DESC LIMIT 1
) published ON true
WHERE CAST(:layout AS text) IS NULL OR layout.id = :layout
ORDER BY layout.id
