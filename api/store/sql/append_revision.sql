-- One more revision of a layout.
INSERT INTO revision (layout, number, author, message, put_count, deleted_count, feature_count, schematic_count)
VALUES (:layout, :number, :author, :message, :put, :deleted, :features, :schematic)
