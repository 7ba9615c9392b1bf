INSERT INTO api_token (hash, person, label, scopes, expires)
VALUES (:hash, :person, :label, CAST(:scopes AS text[]), clock_timestamp() + make_interval(days => :days))
RETURNING number, label, scopes, created, expires, used, revoked
