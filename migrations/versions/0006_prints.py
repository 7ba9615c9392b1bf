"""Print jobs: what is to be printed, how far it is, and the printed file for as long as it is kept.

State and file are here and not in a process, so that any process of the service can answer about any job.

Revision ID: 0006
Revises: 0005
"""

from __future__ import annotations

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE print_job (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    layout text NOT NULL,
    revision integer NOT NULL,
    wish jsonb NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    state text NOT NULL DEFAULT 'queued' CONSTRAINT print_job_state_known
        CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled')),
    done integer NOT NULL DEFAULT 0 CONSTRAINT print_job_done_positive CHECK (done >= 0),
    total integer,
    message_zh text,
    message_en text,
    owner uuid,
    beat timestamptz,
    ended timestamptz,
    body bytea,
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number),
    CONSTRAINT print_job_runs_somewhere CHECK (state <> 'running' OR (owner IS NOT NULL AND beat IS NOT NULL)),
    CONSTRAINT print_job_ends CHECK ((ended IS NOT NULL) = (state IN ('done', 'failed', 'cancelled'))),
    CONSTRAINT print_job_file_when_done CHECK ((body IS NOT NULL) = (state = 'done'))
);
CREATE INDEX print_job_open ON print_job (state, created) WHERE state IN ('queued', 'running');
-- A PDF is packed already.
ALTER TABLE print_job ALTER COLUMN body SET STORAGE EXTERNAL;
"""

COMMENTS = """
COMMENT ON TABLE print_job IS 'Atlases being printed, and those printed lately; rows go when their time is over.';
COMMENT ON COLUMN print_job.wish IS 'The order as JSON, and what the atlas has a page for.';
COMMENT ON COLUMN print_job.owner IS 'The process that prints; its sign of life is beat.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON print_job TO yuantu_app;
    END IF;
END $$;
"""


def upgrade() -> None:
    """Make the table and give the serving role its rights."""
    for statements in (TABLE, COMMENTS, RIGHTS):
        op.execute(statements)


def downgrade() -> None:
    """Remove all print jobs with their files."""
    op.execute("DROP TABLE print_job")
