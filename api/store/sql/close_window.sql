-- A window says that it is closed: what it sent before and comes after counts for nothing.
INSERT INTO closed_window (layout, client, person) VALUES (:layout, :client, :person) ON CONFLICT DO NOTHING
