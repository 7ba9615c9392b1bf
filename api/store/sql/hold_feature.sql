-- Hold a feature that nobody else holds, or take it over. No row: another one holds it.
INSERT INTO feature_hold (layout, feature, client, person, name, guest, until)
VALUES (:layout, :feature, :client, :person, :name, :guest, clock_timestamp() + make_interval(secs => :hold_s))
ON CONFLICT (layout, feature) DO UPDATE
    SET client = excluded.client, person = excluded.person, name = excluded.name, guest = excluded.guest,
        taken = CASE WHEN feature_hold.client = excluded.client THEN feature_hold.taken ELSE excluded.taken END,
        until = excluded.until
    WHERE feature_hold.client = excluded.client OR feature_hold.until < clock_timestamp() OR :take
RETURNING until
