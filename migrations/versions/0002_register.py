"""The waiver register of each layout, and the values of indicators.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE waiver (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layout text NOT NULL,
    revision integer NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    author text NOT NULL CONSTRAINT waiver_author_given CHECK (btrim(author) <> ''),
    approver text NOT NULL CONSTRAINT waiver_approver_given CHECK (btrim(approver) <> ''),
    finding text NOT NULL CONSTRAINT waiver_finding_form CHECK (finding ~ '^[0-9a-f]{16}$'),
    rule text NOT NULL CONSTRAINT waiver_rule_form CHECK (rule ~ '^[A-Z]{3}[0-9]{3}$'),
    subjects text[] NOT NULL,
    reason_zh text NOT NULL CONSTRAINT waiver_reason_zh_given CHECK (btrim(reason_zh) <> ''),
    reason_en text NOT NULL CONSTRAINT waiver_reason_en_given CHECK (btrim(reason_en) <> ''),
    clause text NOT NULL CONSTRAINT waiver_clause_given CHECK (btrim(clause) <> ''),
    expires date NOT NULL CONSTRAINT waiver_expires_finite CHECK (isfinite(expires)),
    measured double precision CONSTRAINT waiver_measured_finite
        CHECK (measured > '-Infinity' AND measured < 'Infinity'),
    grows text CONSTRAINT waiver_grows_known CHECK (grows IN ('up', 'down')),
    evidence text NOT NULL CONSTRAINT waiver_evidence_form CHECK (evidence ~ '^[0-9a-f]{32}$'),
    evidence_area_m2 double precision NOT NULL CONSTRAINT waiver_evidence_area_sane
        CHECK (evidence_area_m2 >= 0 AND evidence_area_m2 < 'Infinity'),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number),
    CONSTRAINT waiver_approved_by_another CHECK (lower(btrim(author)) <> lower(btrim(approver))),
    CONSTRAINT waiver_grows_with_a_measure CHECK (grows IS NULL OR measured IS NOT NULL)
);
CREATE INDEX waiver_layout ON waiver (layout);

CREATE TABLE waiver_revocation (
    waiver bigint PRIMARY KEY REFERENCES waiver (number),
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    author text NOT NULL CONSTRAINT waiver_revocation_author_given CHECK (btrim(author) <> ''),
    reason text NOT NULL CONSTRAINT waiver_revocation_reason_given CHECK (btrim(reason) <> '')
);

CREATE TABLE indicator_value (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    author text NOT NULL CONSTRAINT indicator_value_author_given CHECK (btrim(author) <> ''),
    rulebook text NOT NULL CONSTRAINT indicator_value_rulebook_given CHECK (rulebook <> ''),
    indicator text NOT NULL CONSTRAINT indicator_value_indicator_form CHECK (indicator ~ '^[A-Z0-9][A-Z0-9-]{0,31}$'),
    scope text NOT NULL CONSTRAINT indicator_value_scope_given CHECK (btrim(scope) <> ''),
    year integer NOT NULL CONSTRAINT indicator_value_year_sane CHECK (year BETWEEN 1949 AND 2199),
    value double precision CONSTRAINT indicator_value_finite CHECK (value > '-Infinity' AND value < 'Infinity'),
    source text NOT NULL CONSTRAINT indicator_value_source_given CHECK (btrim(source) <> ''),
    note text NOT NULL DEFAULT '',
    CONSTRAINT indicator_value_withdrawn_with_a_note CHECK (value IS NOT NULL OR btrim(note) <> '')
);
CREATE INDEX indicator_value_newest ON indicator_value (rulebook, indicator, scope, year, number DESC);
"""

APPEND_ONLY = """
CREATE TRIGGER waiver_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON waiver
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER waiver_revocation_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON waiver_revocation
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER indicator_value_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON indicator_value
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

COMMENTS = """
COMMENT ON TABLE waiver IS 'Findings of a layout that are lived with: why, by whose leave, until when. Append-only.';
COMMENT ON COLUMN waiver.revision IS 'The revision whose report was before the approver.';
COMMENT ON COLUMN waiver.evidence IS 'Hash of the place of the finding when it was approved.';
COMMENT ON TABLE waiver_revocation IS 'Waivers that no longer count. Append-only.';
COMMENT ON TABLE indicator_value IS 'What was measured of an indicator, for whom and when; the newest row of an '
    'indicator, scope and year counts, and one without a value withdraws it. Append-only.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT ON waiver, waiver_revocation, indicator_value TO yuantu_app;
    END IF;
END $$;
"""


def upgrade() -> None:
    """Make the tables, their guards, and the rights of the serving role."""
    for statements in (TABLES, APPEND_ONLY, COMMENTS, RIGHTS):
        op.execute(statements)


def downgrade() -> None:
    """Remove the register and all values."""
    op.execute("DROP TABLE indicator_value, waiver_revocation, waiver")
