SELECT number, label, scopes, created, expires, used, revoked FROM api_token WHERE person = :person ORDER BY number
