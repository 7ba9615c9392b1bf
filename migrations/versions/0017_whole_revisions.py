"""A revision is stored whole, in one transaction: later nothing is added to it.

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
        SELECT FROM (SELECT DISTINCT layout, revision FROM entered) into_
        JOIN revision ON revision.layout = into_.layout AND revision.number = into_.revision
        WHERE revision.xmin <> pg_current_xact_id()::xid
    ) THEN
        RAISE EXCEPTION 'history is append-only: a revision that is stored takes no more features'
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER feature_version_in_time AFTER INSERT ON feature_version
    REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION refuse_late_versions();
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
    for statements in (FUNCTION, FIXED):
        op.execute(statements)


def downgrade() -> None:
    """Allow it again."""
    op.execute("DROP TRIGGER feature_version_in_time ON feature_version")
    op.execute("DROP FUNCTION refuse_late_versions")
