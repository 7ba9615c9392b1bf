"""Windows that said that they are closed: what they sent before and comes after holds nothing.

Revision ID: 0016
Revises: 0015
"""

from __future__ import annotations

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE = """
CREATE UNLOGGED TABLE closed_window (
    layout text NOT NULL,
    client text NOT NULL,
    person text NOT NULL,
    closed timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (layout, client, person)
);
COMMENT ON TABLE closed_window IS 'Windows that said that they are closed; of the moment, unlogged.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT, DELETE ON closed_window TO yuantu_app;
    END IF;
END $$;
"""

POLICIES = """
ALTER TABLE closed_window ENABLE ROW LEVEL SECURITY;
CREATE POLICY closed_window_read ON closed_window FOR SELECT USING (true);
CREATE POLICY closed_window_of_people ON closed_window USING ((SELECT acting_role()) IS NOT NULL);
"""


def upgrade() -> None:
    """Make room for windows that are closed."""
    for statements in (TABLE, RIGHTS, POLICIES):
        op.execute(statements)


def downgrade() -> None:
    """Forget them."""
    op.execute("DROP TABLE closed_window")
