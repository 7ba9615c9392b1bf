"""A revision is stored whole, in one transaction: later nothing is added to it.

That is looked at once for each statement, and says more than the foreign keys, which were looked at once for each
feature and took about a fifth of the time that storing many features takes.

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

FUNCTION = """
CREATE FUNCTION refuse_late_versions() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT DISTINCT layout, revision FROM entered) named
        WHERE NOT EXISTS (
            SELECT FROM revision
            WHERE revision.layout = named.layout AND revision.number = named.revision
              AND revision.xmin = pg_current_xact_id()::xid)
    ) THEN
        RAISE EXCEPTION 'history is append-only: features are stored with their revision, and not later'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER feature_version_in_time AFTER INSERT ON feature_version
    REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_versions();
"""

KEYS = """
ALTER TABLE feature_version DROP CONSTRAINT feature_version_layout_revision_fkey;
ALTER TABLE feature_head DROP CONSTRAINT feature_head_layout_fkey;
"""
KEYS_AGAIN = """
ALTER TABLE feature_version ADD FOREIGN KEY (layout, revision) REFERENCES revision (layout, number);
ALTER TABLE feature_head ADD FOREIGN KEY (layout) REFERENCES layout (id);
"""

# A temporary table may not stand in for ours.
FIXED = """
DO $$
DECLARE
    path text := (SELECT string_agg(quote_ident(name), ', ') FROM unnest(current_schemas(false)) name) || ', pg_temp';
BEGIN
    EXECUTE format('ALTER FUNCTION refuse_late_versions() SET search_path = %s', path);
END $$;
"""


def upgrade() -> None:
    """Keep what is stored as it is."""
    for statements in (FUNCTION, FIXED, KEYS):
        op.execute(statements)


def downgrade() -> None:
    """Allow it again."""
    op.execute("DROP TRIGGER feature_version_in_time ON feature_version")
    op.execute("DROP FUNCTION refuse_late_versions")
    op.execute(KEYS_AGAIN)
