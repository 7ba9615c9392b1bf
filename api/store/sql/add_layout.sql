-- A layout without revisions yet; its first one follows in the same transaction.
INSERT INTO layout
    (id, title_zh, title_en, notice_zh, notice_en, rulebook, from_layout, from_revision, head)
VALUES
    (:id, :title_zh, :title_en, :notice_zh, :notice_en, :rulebook, :from_layout, :from_revision, 1)
ON CONFLICT (id) DO NOTHING
