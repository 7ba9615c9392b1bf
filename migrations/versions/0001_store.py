"""The store: layouts as branches of append-only revisions, and a cache of reports.

Revision ID: 0001
Revises: none
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE layout (
    id text PRIMARY KEY
        CONSTRAINT layout_id_form CHECK (id ~ '^[a-z0-9][a-z0-9._-]{0,63}$'),
    title_zh text NOT NULL CONSTRAINT layout_title_zh_given CHECK (title_zh <> ''),
    title_en text NOT NULL CONSTRAINT layout_title_en_given CHECK (title_en <> ''),
    notice_zh text,
    notice_en text,
    rulebook text NOT NULL,
    from_layout text REFERENCES layout (id),
    from_revision integer,
    head integer NOT NULL,
    CONSTRAINT layout_branch_whole CHECK ((from_layout IS NULL) = (from_revision IS NULL)),
    CONSTRAINT layout_branch_of_another CHECK (from_layout <> id)
);

CREATE TABLE revision (
    layout text NOT NULL REFERENCES layout (id),
    number integer NOT NULL CONSTRAINT revision_number_positive CHECK (number >= 1),
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    author text NOT NULL,
    message text NOT NULL,
    put_count integer NOT NULL CONSTRAINT revision_put_count_sane CHECK (put_count >= 0),
    deleted_count integer NOT NULL CONSTRAINT revision_deleted_count_sane CHECK (deleted_count >= 0),
    feature_count integer NOT NULL CONSTRAINT revision_feature_count_sane CHECK (feature_count >= 0),
    schematic_count integer NOT NULL CONSTRAINT revision_schematic_count_sane
        CHECK (schematic_count BETWEEN 0 AND feature_count),
    PRIMARY KEY (layout, number)
);

ALTER TABLE layout
    ADD CONSTRAINT layout_head_exists FOREIGN KEY (id, head)
        REFERENCES revision (layout, number) DEFERRABLE INITIALLY DEFERRED,
    ADD CONSTRAINT layout_branch_exists FOREIGN KEY (from_layout, from_revision)
        REFERENCES revision (layout, number);

CREATE TABLE feature_version (
    layout text NOT NULL,
    revision integer NOT NULL,
    feature_id text NOT NULL CONSTRAINT feature_version_id_given
        CHECK (feature_id <> '' AND length(feature_id) <= 200),
    deleted boolean NOT NULL DEFAULT false,
    kind text CONSTRAINT feature_version_kind_known CHECK (
        kind IN ('park', 'group', 'reserve', 'small', 'zone', 'specialty', 'parcel', 'site')),
    properties jsonb CONSTRAINT feature_version_properties_object CHECK (jsonb_typeof(properties) = 'object'),
    geom geometry(MultiPolygon, 4490),
    PRIMARY KEY (layout, revision, feature_id),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number),
    CONSTRAINT feature_version_whole CHECK (
        CASE WHEN deleted THEN kind IS NULL AND properties IS NULL AND geom IS NULL
             ELSE kind IS NOT NULL AND properties IS NOT NULL AND geom IS NOT NULL END),
    CONSTRAINT feature_version_geom_not_empty CHECK (NOT ST_IsEmpty(geom)),
    CONSTRAINT feature_version_geom_on_earth CHECK (
        ST_XMin(geom) >= -180 AND ST_XMax(geom) <= 180 AND ST_YMin(geom) >= -90 AND ST_YMax(geom) <= 90),
    CONSTRAINT feature_version_geom_valid CHECK (ST_IsValid(geom))
);
CREATE INDEX feature_version_newest ON feature_version (layout, feature_id, revision DESC);
CREATE INDEX feature_version_geom ON feature_version USING gist (geom);

CREATE TABLE report_cache (
    layout text NOT NULL,
    revision integer NOT NULL,
    fingerprint text NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    body bytea NOT NULL,
    PRIMARY KEY (layout, revision, fingerprint),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number)
);
"""

# A branch inherits what its origin held at the branching revision. Written without DISTINCT ON, so that a
# filter on the geometry or the id of its result reaches the indexes.
FEATURES_AT = """
CREATE FUNCTION features_at(of_layout text, at_revision integer)
RETURNS TABLE (feature_id text, kind text, properties jsonb, geom geometry)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    WITH RECURSIVE lineage AS (
        SELECT of_layout AS layout, at_revision AS upto, 0 AS depth
        UNION ALL
        SELECT origin.from_layout, origin.from_revision, lineage.depth + 1
        FROM lineage JOIN layout origin ON origin.id = lineage.layout
        WHERE origin.from_layout IS NOT NULL
    )
    SELECT version.feature_id, version.kind, version.properties, version.geom
    FROM lineage
    JOIN feature_version version ON version.layout = lineage.layout AND version.revision <= lineage.upto
    WHERE NOT version.deleted AND NOT EXISTS (
        SELECT FROM lineage nearer
        JOIN feature_version later ON later.layout = nearer.layout AND later.revision <= nearer.upto
        WHERE later.feature_id = version.feature_id
          AND (nearer.depth < lineage.depth
               OR (nearer.depth = lineage.depth AND later.revision > version.revision)))
$$;
"""

APPEND_ONLY = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'history is append-only: % on % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER revision_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revision
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER feature_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON feature_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION head_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.head < OLD.head OR NEW.id <> OLD.id THEN
        RAISE EXCEPTION 'a layout''s head only moves forward' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER layout_head_forward BEFORE UPDATE ON layout
    FOR EACH ROW EXECUTE FUNCTION head_moves_forward();
"""

COMMENTS = """
COMMENT ON TABLE layout IS 'A branch of revisions; head is the newest one.';
COMMENT ON TABLE revision IS 'Who changed a layout, when and why. Append-only.';
COMMENT ON TABLE feature_version IS 'What a revision put or deleted. Append-only.';
COMMENT ON COLUMN feature_version.geom IS 'CGCS2000 longitude and latitude in degrees, bit for bit as given.';
COMMENT ON TABLE report_cache IS 'Reports as JSON, by layout revision and fingerprint of rules and day.';
"""

# The serving role may read everything and append; of a layout it may only move the head.
RIGHTS = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app')
       AND (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        CREATE ROLE yuantu_app NOLOGIN;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO yuantu_app', current_schema());
        GRANT SELECT, INSERT ON layout, revision, feature_version TO yuantu_app;
        GRANT UPDATE (head) ON layout TO yuantu_app;
        GRANT SELECT, INSERT, DELETE ON report_cache TO yuantu_app;
        GRANT SELECT ON alembic_version TO yuantu_app;
    END IF;
END $$;
"""


def upgrade() -> None:
    """Make the tables, their guards, and the rights of the serving role."""
    op.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    for statements in (TABLES, FEATURES_AT, APPEND_ONLY, COMMENTS, RIGHTS):
        op.execute(statements)


def downgrade() -> None:
    """Remove the store and everything in it."""
    op.execute("DROP FUNCTION features_at")
    op.execute("DROP TABLE report_cache, feature_version, revision, layout CASCADE")
    op.execute("DROP FUNCTION refuse_change, head_moves_forward")
