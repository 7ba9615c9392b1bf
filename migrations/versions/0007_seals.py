"""Seals: what every printed sheet was of, so that its code can be asked about for as long as the paper lasts.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE print_seal (
    short text PRIMARY KEY,
    hash text NOT NULL CONSTRAINT print_seal_hash_form CHECK (hash ~ '^[0-9a-f]{64}$'),
    layout text NOT NULL,
    revision integer NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    seal text NOT NULL CONSTRAINT print_seal_is_sealed CHECK (encode(sha256(convert_to(seal, 'UTF8')), 'hex') = hash),
    CONSTRAINT print_seal_short CHECK (short = left(hash, 16)),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number)
);
"""

APPEND_ONLY = """
CREATE TRIGGER print_seal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON print_seal
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

COMMENTS = """
COMMENT ON TABLE print_seal IS 'Sheets that were printed: what each was of. Append-only.';
COMMENT ON COLUMN print_seal.seal IS 'Canonical JSON of what the print is of; its SHA-256 is the hash.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT ON print_seal TO yuantu_app;
    END IF;
END $$;
"""


def upgrade() -> None:
    """Make the table, its guard, and the rights of the serving role."""
    for statements in (TABLES, APPEND_ONLY, COMMENTS, RIGHTS):
        op.execute(statements)


def downgrade() -> None:
    """Remove all records of prints."""
    op.execute("DROP TABLE print_seal")
