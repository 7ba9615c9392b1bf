UPDATE person
SET role = :role, districts = CAST(:districts AS text[]), active = :active, issuer = CAST(:issuer AS text),
    subject = CAST(:subject AS text)
WHERE number = :number
