-- The values of a rulebook's indicators that count: the newest of each indicator, scope and year, unless withdrawn.
SELECT * FROM (
    SELECT DISTINCT ON (indicator, scope, year) indicator, scope, year, value, source, note, author, created
    FROM indicator_value
    WHERE rulebook = :rulebook
    ORDER BY indicator, scope, year, number DESC
) newest
WHERE value IS NOT NULL
ORDER BY indicator, scope, year
