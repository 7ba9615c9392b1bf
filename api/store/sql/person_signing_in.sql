SELECT number, name, active, password_of(number) AS hash FROM person WHERE plain_name = :plain
