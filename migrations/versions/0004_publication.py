"""Publications: which revision of a layout is in force, since when, and by which rules it was judged.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE publication (
    layout text NOT NULL,
    number integer NOT NULL CONSTRAINT publication_number_positive CHECK (number >= 1),
    revision integer NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    author text NOT NULL CONSTRAINT publication_author_given CHECK (btrim(author) <> ''),
    message text NOT NULL,
    rulebook text NOT NULL CONSTRAINT publication_rulebook_given CHECK (rulebook <> ''),
    rulebook_digest text NOT NULL CONSTRAINT publication_digest_form CHECK (rulebook_digest ~ '^[0-9a-f]{16,64}$'),
    PRIMARY KEY (layout, number),
    CONSTRAINT publication_once UNIQUE (layout, revision),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number)
);
"""

APPEND_ONLY = """
CREATE TRIGGER publication_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publication
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

COMMENTS = """
COMMENT ON TABLE publication IS 'Revisions that were published: by whom, when and under which rulebook. Append-only.';
COMMENT ON COLUMN publication.rulebook_digest IS 'Hash of the files of the rulebook that judged the revision.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT ON publication TO yuantu_app;
    END IF;
END $$;
"""


def upgrade() -> None:
    """Make the table, its guard, and the rights of the serving role."""
    for statements in (TABLES, APPEND_ONLY, COMMENTS, RIGHTS):
        op.execute(statements)


def downgrade() -> None:
    """Remove all publications."""
    op.execute("DROP TABLE publication")
