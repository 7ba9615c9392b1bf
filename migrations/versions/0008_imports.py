"""Imports: which file became which revision and how it was read; and the quarantine of what could not enter.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE import_record (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layout text NOT NULL,
    revision integer NOT NULL,
    changed boolean NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    author text NOT NULL CONSTRAINT import_record_author_given CHECK (btrim(author) <> ''),
    message text NOT NULL,
    upload uuid CONSTRAINT import_record_landed_once UNIQUE,
    file_name text NOT NULL CONSTRAINT import_record_file_named CHECK (btrim(file_name) <> ''),
    file_bytes bigint NOT NULL CONSTRAINT import_record_file_bytes_sane CHECK (file_bytes >= 0),
    sha256 text NOT NULL CONSTRAINT import_record_sha256_form CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    format text NOT NULL CONSTRAINT import_record_format_given CHECK (format <> ''),
    mode text NOT NULL CONSTRAINT import_record_mode_known CHECK (mode IN ('update', 'replace')),
    decisions jsonb NOT NULL CONSTRAINT import_record_decisions_object CHECK (jsonb_typeof(decisions) = 'object'),
    pairs jsonb NOT NULL CONSTRAINT import_record_pairs_object CHECK (jsonb_typeof(pairs) = 'object'),
    inspection jsonb CONSTRAINT import_record_inspection_object CHECK (jsonb_typeof(inspection) = 'object'),
    feature_count integer NOT NULL CONSTRAINT import_record_feature_count_sane CHECK (feature_count >= 0),
    put_count integer NOT NULL CONSTRAINT import_record_put_count_sane CHECK (put_count >= 0),
    deleted_count integer NOT NULL CONSTRAINT import_record_deleted_count_sane CHECK (deleted_count >= 0),
    quarantined_count integer NOT NULL CONSTRAINT import_record_quarantined_count_sane CHECK (quarantined_count >= 0),
    mended_count integer NOT NULL CONSTRAINT import_record_mended_count_sane CHECK (mended_count >= 0),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number)
);
CREATE INDEX import_record_layout ON import_record (layout, number DESC);

CREATE TABLE quarantine (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    import bigint NOT NULL REFERENCES import_record (number),
    layer text NOT NULL,
    row_number integer CONSTRAINT quarantine_row_number_sane CHECK (row_number >= 0),
    feature_id text,
    code text NOT NULL CONSTRAINT quarantine_code_form CHECK (code ~ '^[a-z]+(-[a-z]+)*$'),
    reason_zh text NOT NULL CONSTRAINT quarantine_reason_zh_given CHECK (btrim(reason_zh) <> ''),
    reason_en text NOT NULL CONSTRAINT quarantine_reason_en_given CHECK (btrim(reason_en) <> ''),
    properties jsonb NOT NULL CONSTRAINT quarantine_properties_object CHECK (jsonb_typeof(properties) = 'object'),
    geom geometry(Geometry, 4490),
    at_lon double precision,
    at_lat double precision,
    CONSTRAINT quarantine_at_whole CHECK ((at_lon IS NULL) = (at_lat IS NULL))
);
CREATE INDEX quarantine_import ON quarantine (import);

CREATE TABLE quarantine_release (
    quarantine bigint PRIMARY KEY REFERENCES quarantine (number),
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    author text NOT NULL CONSTRAINT quarantine_release_author_given CHECK (btrim(author) <> ''),
    message text NOT NULL,
    how text NOT NULL CONSTRAINT quarantine_release_how_known
        CHECK (how IN ('mended', 'dismissed', 'entered', 'superseded')),
    layout text,
    revision integer,
    feature_id text,
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number),
    CONSTRAINT quarantine_release_into_a_revision CHECK (
        CASE WHEN how IN ('mended', 'entered')
             THEN layout IS NOT NULL AND revision IS NOT NULL AND feature_id IS NOT NULL
             ELSE layout IS NULL AND revision IS NULL AND feature_id IS NULL END)
);
"""

APPEND_ONLY = """
CREATE TRIGGER import_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON import_record
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER quarantine_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quarantine
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER quarantine_release_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON quarantine_release
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

COMMENTS = """
COMMENT ON TABLE import_record IS 'Files that were imported: into which revision, and how they were read. Append-only.';
COMMENT ON COLUMN import_record.changed IS 'Whether the import made its revision, or found everything as it was.';
COMMENT ON COLUMN import_record.upload IS 'The upload that it came from, which is landed once; none where it came '
    'from a command line.';
COMMENT ON COLUMN import_record.decisions IS 'How the file was read: enough to read it so again.';
COMMENT ON COLUMN import_record.pairs IS 'Which feature of the file was said to be which of the layout.';
COMMENT ON COLUMN import_record.inspection IS 'What was seen of the file, without its single faults.';
COMMENT ON TABLE quarantine IS 'Features of imported files that could not enter the layout, as they are. Append-only.';
COMMENT ON COLUMN quarantine.row_number IS 'From 0, in its layer.';
COMMENT ON COLUMN quarantine.geom IS 'What could be read of it, however wrong, in degrees of EPSG:4490.';
COMMENT ON TABLE quarantine_release IS 'Features that are no longer in quarantine: mended by hand, dismissed, or '
    'entered or superseded by a later import. Append-only.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT ON import_record, quarantine, quarantine_release TO yuantu_app;
    END IF;
END $$;
"""


def upgrade() -> None:
    """Make the tables, their guards, and the rights of the serving role."""
    for statements in (TABLES, APPEND_ONLY, COMMENTS, RIGHTS):
        op.execute(statements)


def downgrade() -> None:
    """Remove all records of imports and the quarantine."""
    op.execute("DROP TABLE quarantine_release, quarantine, import_record")
