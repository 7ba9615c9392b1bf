SELECT count(*) FROM person
WHERE role = 'administrator' AND active AND (password_of(number) IS NOT NULL OR issuer IS NOT NULL)
