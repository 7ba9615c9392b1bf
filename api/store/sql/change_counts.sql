-- How a change moves the counts that a revision carries.
SELECT count(*) FILTER (WHERE NOT deleted) AS put,
       count(*) FILTER (WHERE deleted) AS deleted,
       count(*) FILTER (WHERE NOT existed) AS new,
       count(*) FILTER (WHERE NOT deleted AND properties ->> 'basis' = 'schematic')
           - count(*) FILTER (WHERE was_schematic) AS schematic
FROM change
