INSERT INTO person (name, plain_name, role, districts) VALUES (:name, :plain, :role, CAST(:districts AS text[]))
RETURNING number
