-- Numbers have no gaps, and each hash follows from the one before it and from its entry.
WITH chain AS (
    SELECT number, hash,
           number = row_number() OVER (ORDER BY number) AND hash = encode(sha256(convert_to(
               coalesce(lag(hash) OVER (ORDER BY number), '') || E'\n' || jsonb_build_array(
                   number, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24\:MI\:SS.US'), person, name, address,
                   request, action, table_name, layout, key, before, after)\:\:text, 'UTF8')), 'hex') AS fits
    FROM audit
)
SELECT count(*) AS entries, min(number) FILTER (WHERE NOT fits) AS broken,
       (SELECT hash FROM audit ORDER BY number DESC LIMIT 1) AS last
FROM chain
