-- Begin a thread; a trigger numbers it.
INSERT INTO comment (layout, number, revision, author, body, feature, finding, rule, about_zh, about_en, measured,
                     lon, lat)
VALUES (:layout, 0, :revision, :author, :body, :feature, :finding, :rule, :about_zh, :about_en, :measured, :lon, :lat)
RETURNING number
