INSERT INTO web_session (hash, person) VALUES (:hash, :person)
