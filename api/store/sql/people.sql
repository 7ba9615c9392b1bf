SELECT number, name, role, districts, active, created, issuer, subject, password_of(number) IS NOT NULL AS has_password
FROM person
WHERE number = coalesce(CAST(:number AS bigint), number)
ORDER BY plain_name
