-- A sign of life of a window; one without a name gets the smallest number that is free. No row: too many are here,
-- or the window has said that it is closed.
INSERT INTO presence (layout, client, person, name, guest, feature)
SELECT :layout, :client, :person, :name,
       CASE WHEN :name <> '' THEN 0 ELSE (
           SELECT min(n) FROM generate_series(1, CAST(:most AS integer) + 1) n
           WHERE NOT EXISTS (SELECT FROM presence WHERE layout = :layout AND guest = n)
       ) END,
       CAST(:feature AS text)
WHERE (EXISTS (SELECT FROM presence WHERE layout = :layout AND client = :client)
       OR (SELECT count(*) FROM presence WHERE layout = :layout) < :most)
  AND NOT EXISTS (SELECT FROM closed_window WHERE layout = :layout AND client = :client AND person = :person)
ON CONFLICT (layout, client) DO UPDATE
    SET seen = clock_timestamp(), feature = excluded.feature, name = excluded.name
    WHERE presence.person = excluded.person
RETURNING guest
