-- The newest features of a layout, of one kind where that is given, that reach into a box in degrees.
SELECT feature_id, kind, properties, geom
FROM feature_head
WHERE layout = %(layout)s AND (%(kind)s::text IS NULL OR kind = %(kind)s)
  AND geom && ST_MakeEnvelope(%(west)s, %(south)s, %(east)s, %(north)s, 4490)
