"""The newest state of every layout in one table, with each feature's GeoJSON text: what readers ask for all day.

`feature_version` remains the truth. Triggers keep `feature_head` in step with it, once per statement and whoever
writes; nobody but they may write it.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_TEXTS = "name park district class", "stage phase lot basis stated_area_km2 source note"
_LISTS = "modes carriers industries leading cultivated"
_MEMBERS = ",\n        ".join(
    [
        *(f"""',"{name}":', coalesce(properties -> '{name}', 'null')""" for name in _TEXTS[0].split()),
        *(f"""',"{name}":', coalesce(properties -> '{name}', '[]')""" for name in _LISTS.split()),
        *(f"""',"{name}":', coalesce(properties -> '{name}', 'null')""" for name in _TEXTS[1].split()),
    ]
)

# Immutable in truth: what text and numbers look like as JSON depends on no setting.
GEOJSON = f"""
CREATE FUNCTION feature_properties(feature_id text, kind text, properties jsonb) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT concat('{{"id":', to_jsonb(feature_id), ',"kind":', to_jsonb(kind), {_MEMBERS}, '}}')
$$;
CREATE FUNCTION feature_geojson(feature_id text, kind text, properties jsonb, geom geometry) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT concat('{{"type":"Feature","id":', to_jsonb(feature_id), ',"geometry":', ST_AsGeoJSON(geom, 15, 0),
                  ',"properties":', feature_properties(feature_id, kind, properties), '}}')
$$;
"""

TABLE = """
CREATE TABLE feature_head (
    layout text NOT NULL,
    feature_id text COLLATE "C" NOT NULL,
    kind text NOT NULL,
    revision integer NOT NULL,
    properties jsonb NOT NULL,
    geom geometry(Geometry, 4490) NOT NULL,
    json text NOT NULL,
    PRIMARY KEY (layout, feature_id),
    FOREIGN KEY (layout) REFERENCES layout (id)
);
CREATE INDEX feature_head_kind ON feature_head (layout, kind, feature_id);
CREATE INDEX feature_head_geom ON feature_head USING gist (geom);
-- Reading is all that it is for: a longer line is cheaper than unpacking it each time, or fetching it from aside.
ALTER TABLE feature_head ALTER COLUMN json SET STORAGE EXTERNAL;
ALTER TABLE feature_head SET (toast_tuple_target = 8160);
"""

TRIGGERS = """
CREATE FUNCTION follow_versions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    DELETE FROM feature_head head USING entered
    WHERE entered.deleted AND head.layout = entered.layout AND head.feature_id = entered.feature_id
      AND head.revision <= entered.revision;
    INSERT INTO feature_head (layout, feature_id, kind, revision, properties, geom, json)
    SELECT layout, feature_id, kind, revision, properties, geom,
           feature_geojson(feature_id, kind, properties, geom)
    FROM entered
    WHERE NOT deleted AND NOT EXISTS (
        SELECT FROM feature_version later
        WHERE later.layout = entered.layout AND later.feature_id = entered.feature_id
          AND later.revision > entered.revision)
    ON CONFLICT (layout, feature_id) DO UPDATE
    SET kind = EXCLUDED.kind, revision = EXCLUDED.revision, properties = EXCLUDED.properties,
        geom = EXCLUDED.geom, json = EXCLUDED.json;
    RETURN NULL;
END $$;
CREATE TRIGGER feature_version_head AFTER INSERT ON feature_version
    REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION follow_versions();

CREATE FUNCTION follow_branch() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    INSERT INTO feature_head (layout, feature_id, kind, revision, properties, geom, json)
    SELECT NEW.id, feature_id, kind, 1, properties, geom, feature_geojson(feature_id, kind, properties, geom)
    FROM features_at(NEW.from_layout, NEW.from_revision);
    RETURN NULL;
END $$;
CREATE TRIGGER layout_branch_head AFTER INSERT ON layout
    FOR EACH ROW WHEN (NEW.from_layout IS NOT NULL) EXECUTE FUNCTION follow_branch();
"""

FILL = """
INSERT INTO feature_head (layout, feature_id, kind, revision, properties, geom, json)
SELECT layout.id, feature.feature_id, feature.kind,
       coalesce((SELECT max(revision) FROM feature_version own
                 WHERE own.layout = layout.id AND own.feature_id = feature.feature_id), 1),
       feature.properties, feature.geom,
       feature_geojson(feature.feature_id, feature.kind, feature.properties, feature.geom)
FROM layout CROSS JOIN LATERAL features_at(layout.id, layout.head) feature
"""

COMMENTS = """
COMMENT ON TABLE feature_head IS 'The features of every layout''s newest revision; kept by triggers alone.';
COMMENT ON COLUMN feature_head.revision IS 'The revision that put the feature last; 1 for what a branch inherited.';
COMMENT ON COLUMN feature_head.json IS 'The feature as GeoJSON (RFC 7946), longitude and latitude.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT ON feature_head TO yuantu_app;
    END IF;
END $$;
"""


def upgrade() -> None:
    """Make the table, fill it from the history, and keep it in step from now on."""
    for statements in (GEOJSON, TABLE, TRIGGERS, FILL, COMMENTS, RIGHTS):
        op.execute(statements)


def downgrade() -> None:
    """Remove the table; nothing is lost, for the history has it all."""
    op.execute("DROP TRIGGER feature_version_head ON feature_version")
    op.execute("DROP TRIGGER layout_branch_head ON layout")
    op.execute("DROP FUNCTION follow_versions, follow_branch")
    op.execute("DROP TABLE feature_head")
    op.execute("DROP FUNCTION feature_geojson, feature_properties")
