-- What a revision was made from.
INSERT INTO revision_source
    (layout, revision, changed, author, how, from_layout, from_revision, base_layout, base_revision)
VALUES (:layout, :revision, :changed, :author, :how, :from_layout, :from_revision, :base_layout, :base_revision)
