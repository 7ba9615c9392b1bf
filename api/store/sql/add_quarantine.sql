-- What an import keeps out goes into the quarantine.
INSERT INTO quarantine
    (import, layer, row_number, feature_id, code, reason_zh, reason_en, properties, geom, at_lon, at_lat)
SELECT :import, layer, row_number, feature_id, code, reason_zh, reason_en, properties, geom, at_lon, at_lat
FROM kept_out
ORDER BY n
