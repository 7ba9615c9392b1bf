-- One vector tile of the features that were found, a layer per kind; how many of them had no room in it; and the
-- layout's newest revision at this very moment. Where there are too many, the largest go first; among equal ones the
-- hash spreads evenly what is left out. In coarse tiles, detail below half a cell of the tile's grid goes before the
-- costly steps. What is valid once it is cut and lies on the grid is drawn so; ST_AsMVTGeom, which takes five times
-- as long, mends the rest. `placed` and `drawn` are materialized, for a geometry that is looked at twice would be
-- made twice.
WITH kept AS (
    SELECT feature_id, kind, properties, geom
    FROM ({found}) found
    ORDER BY ST_Area(box2d(geom)) DESC, hashtext(feature_id)
    LIMIT %(room)s
),
placed AS MATERIALIZED (
    SELECT feature_id, kind, properties, plain,
           ST_SnapToGrid(
               ST_ClipByBox2D(
                   ST_Affine(CASE WHEN %(flat)s THEN plain ELSE ST_Transform(plain, %(srid)s::int) END,
                             %(across)s, 0, 0, %(down)s, %(from_left)s, %(from_top)s),
                   ST_MakeBox2D(ST_Point(-%(buffer)s, -%(buffer)s),
                                ST_Point(%(extent)s + %(buffer)s, %(extent)s + %(buffer)s))),
               1) AS spot
    FROM (
        SELECT *, CASE WHEN %(coarse)s THEN ST_Simplify(geom, %(detail_deg)s, true) ELSE geom END AS plain
        FROM kept
        OFFSET 0
    ) simple
),
drawn AS MATERIALIZED (
    SELECT feature_id AS id,
           kind,
           properties ->> 'name' AS name,
           properties ->> 'park' AS park,
           properties ->> 'district' AS district,
           properties ->> 'class' AS class,
           CASE WHEN properties ? 'modes' THEN (
               SELECT string_agg(value, ';') FROM jsonb_array_elements_text(properties -> 'modes')) END AS modes,
           CASE WHEN properties ? 'carriers' THEN (
               SELECT string_agg(value, ';') FROM jsonb_array_elements_text(properties -> 'carriers')) END AS carriers,
           CASE WHEN properties ? 'industries' THEN (
               SELECT string_agg(value, ';') FROM jsonb_array_elements_text(properties -> 'industries')) END
               AS industries,
           CASE WHEN properties ? 'leading' THEN (
               SELECT string_agg(value, ';') FROM jsonb_array_elements_text(properties -> 'leading')) END AS leading,
           CASE WHEN properties ? 'cultivated' THEN (
               SELECT string_agg(value, ';') FROM jsonb_array_elements_text(properties -> 'cultivated')) END
               AS cultivated,
           properties ->> 'stage' AS stage,
           properties ->> 'phase' AS phase,
           properties ->> 'lot' AS lot,
           properties ->> 'basis' AS basis,
           (properties ->> 'stated_area_km2')::float8 AS stated_area_km2,
           CASE WHEN GeometryType(spot) IN ('POINT', 'MULTIPOINT', 'POLYGON', 'MULTIPOLYGON') AND ST_IsValid(spot)
                THEN ST_ForcePolygonCCW(spot)
                ELSE ST_AsMVTGeom(
                    ST_Transform(plain, %(srid)s::int),
                    ST_MakeBox2D(ST_Point(%(left)s, %(bottom)s), ST_Point(%(right)s, %(top)s)),
                    %(extent)s::int, %(buffer)s::int, true) END AS geom
    FROM placed
),
layers AS (
    SELECT kind, count(*) AS considered,
           ST_AsMVT(drawn, kind, %(extent)s::int, 'geom') FILTER (WHERE NOT ST_IsEmpty(geom)) AS layer
    FROM drawn
    GROUP BY kind
)
SELECT layout.head, revision.created,
       coalesce((SELECT string_agg(layer, '' ORDER BY array_position(%(order)s, kind)) FROM layers), ''::bytea) AS tile,
       CASE WHEN (SELECT sum(considered) FROM layers) >= %(room)s
            THEN (SELECT count(*) FROM ({found}) found) - %(room)s ELSE 0 END AS left_out
FROM layout
JOIN revision ON revision.layout = layout.id AND revision.number = layout.head
WHERE layout.id = %(layout)s
