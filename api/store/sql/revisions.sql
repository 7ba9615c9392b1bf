-- The revisions of a layout, newest first, with what each of them is and what it was made from.
SELECT revision.number, revision.created, revision.author, revision.message,
       revision.put_count, revision.deleted_count,
       CASE WHEN source.how IS NOT NULL THEN source.how
            WHEN revision.number = 1 AND layout.from_layout IS NOT NULL THEN 'branch'
            WHEN EXISTS (SELECT FROM import_record import
                         WHERE import.layout = revision.layout AND import.revision = revision.number
                           AND import.changed) THEN 'import'
            WHEN revision.number = 1 THEN 'first'
            ELSE 'edit' END AS kind,
       CASE WHEN source.how IS NOT NULL THEN source.from_layout
            WHEN revision.number = 1 THEN layout.from_layout END AS of_layout,
       CASE WHEN source.how IS NOT NULL THEN source.from_revision
            WHEN revision.number = 1 THEN layout.from_revision END AS of_revision
FROM revision
JOIN layout ON layout.id = revision.layout
LEFT JOIN revision_source source
    ON source.layout = revision.layout AND source.revision = revision.number AND source.changed
WHERE revision.layout = :layout
ORDER BY revision.number DESC
