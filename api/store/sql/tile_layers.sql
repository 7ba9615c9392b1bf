-- The kinds of the features that were found, each with its extent in degrees.
SELECT kind, ST_XMin(extent), ST_YMin(extent), ST_XMax(extent), ST_YMax(extent)
FROM (SELECT kind, ST_Extent(geom) AS extent FROM ({found}) found GROUP BY kind) layer
ORDER BY kind
