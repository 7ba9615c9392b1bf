UPDATE api_token SET revoked = coalesce(revoked, clock_timestamp()) WHERE number = :number AND person = :person
RETURNING number
