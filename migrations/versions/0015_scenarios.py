"""Scenarios: which revisions merged another layout's, and which took one back.

Revision ID: 0015
Revises: 0014
"""

from __future__ import annotations

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE revision_source (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layout text NOT NULL,
    revision integer NOT NULL,
    changed boolean NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    author text NOT NULL,
    how text NOT NULL CONSTRAINT revision_source_how CHECK (how IN ('merge', 'revert')),
    from_layout text NOT NULL,
    from_revision integer NOT NULL,
    base_layout text NOT NULL,
    base_revision integer NOT NULL,
    CONSTRAINT revision_source_merges_another CHECK ((how = 'merge') = (from_layout <> layout)),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number),
    FOREIGN KEY (from_layout, from_revision) REFERENCES revision (layout, number),
    FOREIGN KEY (base_layout, base_revision) REFERENCES revision (layout, number)
);
CREATE INDEX revision_source_layout ON revision_source (layout, revision);
CREATE TRIGGER revision_source_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON revision_source
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

COMMENTS = """
COMMENT ON TABLE revision_source IS 'Merges and reverts: what a revision was made from. Append-only.';
COMMENT ON COLUMN revision_source.changed IS 'False: the revision had all of it already, and none was made.';
COMMENT ON COLUMN revision_source.from_revision IS 'What was merged; of a revert, the revision that it took back.';
COMMENT ON COLUMN revision_source.base_revision IS 'What both sides were compared with.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT ON revision_source TO yuantu_app;
    END IF;
END $$;
"""

POLICIES = """
ALTER TABLE revision_source ENABLE ROW LEVEL SECURITY;
CREATE POLICY revision_source_read ON revision_source FOR SELECT USING (true);
CREATE POLICY revision_source_enters ON revision_source FOR INSERT WITH CHECK ((SELECT acting_draws()));
"""


def upgrade() -> None:
    """Make the table, its guard, and the rights of the serving role."""
    for statements in (TABLES, COMMENTS, RIGHTS, POLICIES):
        op.execute(statements)


def downgrade() -> None:
    """Forget what was merged and taken back; the revisions stay."""
    op.execute("DROP TABLE revision_source")
