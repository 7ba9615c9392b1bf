SELECT number, active FROM person WHERE issuer = :issuer AND subject = :subject
