-- A sign of life of a window; one without a name gets the smallest number that is free. No row: too many are here.
INSERT INTO presence (layout, client, person, name, guest, feature)
SELECT :layout, :client, :person, :name,
       CASE WHEN :name <> '' THEN 0 ELSE (
           SELECT min(n) FROM generate_series(1, CAST(:most AS integer) + 1) n
           WHERE NOT EXISTS (SELECT FROM presence WHERE layout = :layout AND guest = n)
       ) END,
       CAST(:feature AS text)
WHERE EXISTS (SELECT FROM presence WHERE layout = :layout AND client = :client)
   OR (SELECT count(*) FROM presence WHERE layout = :layout) < :most
ON CONFLICT (layout, client) DO UPDATE
    SET seen = clock_timestamp(), feature = excluded.feature, name = excluded.name
    WHERE presence.person = excluded.person
RETURNING guest
