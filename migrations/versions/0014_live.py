"""Living together: news to open browsers, who is present, and features that are held.

News goes out with NOTIFY inside the transaction, so that it is told when, and only if, the transaction commits. It only
says where to look: what happened is read from the store. A table that has news gets a trigger that calls
`tell_row(kind, column of the layout, column of the number)`; what has none calls `tell_news`.

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

FUNCTIONS = """
CREATE FUNCTION tell_news(kind text, layout text, number bigint) RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify(
        'yuantu_news', json_build_object('kind', kind, 'layout', layout, 'number', number)::text
    )
$$;

-- Only the two columns are read: a row may hold much besides.
CREATE FUNCTION tell_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    layout text;
    number bigint;
BEGIN
    EXECUTE format('SELECT ($1).%I::text, ($1).%I::bigint', TG_ARGV[1], TG_ARGV[2]) INTO layout, number USING NEW;
    PERFORM tell_news(TG_ARGV[0], layout, number);
    RETURN NULL;
END $$;

-- For what only names a waiver: a revocation, a decision.
CREATE FUNCTION tell_of_waiver() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_news('finding', waiver.layout, waiver.revision) FROM waiver WHERE waiver.number = NEW.waiver;
    RETURN NULL;
END $$;

CREATE FUNCTION tell_present() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM tell_news(TG_ARGV[0], coalesce(NEW.layout, OLD.layout), 0);
    RETURN NULL;
END $$;
"""

TABLES = """
-- Both are of the moment: after a crash they are empty, and fill again with the next signs of life.
CREATE UNLOGGED TABLE presence (
    layout text NOT NULL,
    client text NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    guest integer NOT NULL,
    feature text,
    seen timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (layout, client)
);
CREATE UNLOGGED TABLE feature_hold (
    layout text NOT NULL,
    feature text NOT NULL,
    client text NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    guest integer NOT NULL,
    taken timestamptz NOT NULL DEFAULT clock_timestamp(),
    until timestamptz NOT NULL,
    PRIMARY KEY (layout, feature)
);
"""

TRIGGERS = """
CREATE TRIGGER revision_told AFTER INSERT ON revision
    FOR EACH ROW EXECUTE FUNCTION tell_row('revision', 'layout', 'number');
CREATE TRIGGER publication_told AFTER INSERT ON publication
    FOR EACH ROW EXECUTE FUNCTION tell_row('publication', 'layout', 'number');
CREATE TRIGGER report_told AFTER INSERT ON report_cache
    FOR EACH ROW EXECUTE FUNCTION tell_row('finding', 'layout', 'revision');
CREATE TRIGGER waiver_told AFTER INSERT ON waiver
    FOR EACH ROW EXECUTE FUNCTION tell_row('finding', 'layout', 'revision');
CREATE TRIGGER revocation_told AFTER INSERT ON waiver_revocation
    FOR EACH ROW EXECUTE FUNCTION tell_of_waiver();
CREATE TRIGGER decision_told AFTER INSERT ON waiver_decision
    FOR EACH ROW EXECUTE FUNCTION tell_of_waiver();
CREATE TRIGGER comment_told AFTER INSERT ON comment
    FOR EACH ROW EXECUTE FUNCTION tell_row('comment', 'layout', 'number');
CREATE TRIGGER comment_event_told AFTER INSERT ON comment_event
    FOR EACH ROW EXECUTE FUNCTION tell_row('comment', 'layout', 'comment');
CREATE TRIGGER review_step_told AFTER INSERT ON review_step
    FOR EACH ROW EXECUTE FUNCTION tell_row('review', 'layout', 'revision');
CREATE TRIGGER presence_told AFTER INSERT OR DELETE ON presence
    FOR EACH ROW EXECUTE FUNCTION tell_present('presence');
-- Signs of life alone are no news.
CREATE TRIGGER presence_moved AFTER UPDATE ON presence
    FOR EACH ROW WHEN (OLD.feature IS DISTINCT FROM NEW.feature OR OLD.name <> NEW.name)
    EXECUTE FUNCTION tell_present('presence');
CREATE TRIGGER hold_told AFTER INSERT OR DELETE ON feature_hold
    FOR EACH ROW EXECUTE FUNCTION tell_present('lock');
CREATE TRIGGER hold_moved AFTER UPDATE ON feature_hold
    FOR EACH ROW WHEN (OLD.client <> NEW.client) EXECUTE FUNCTION tell_present('lock');
"""

COMMENTS = """
COMMENT ON TABLE presence IS 'Windows in which a layout is open, and which feature is edited there; unlogged.';
COMMENT ON COLUMN presence.client IS 'A window of a browser, by a name that it gives itself.';
COMMENT ON COLUMN presence.guest IS 'The number of one who has no name, 0 for one who has.';
COMMENT ON TABLE feature_hold IS 'Features that somebody is editing: a courtesy that lapses; unlogged.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON presence, feature_hold TO yuantu_app;
    END IF;
END $$;
"""

# They are of whoever is there at all; what has lapsed is cleared away by the next who comes.
POLICIES = """
ALTER TABLE presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE feature_hold ENABLE ROW LEVEL SECURITY;
CREATE POLICY presence_read ON presence FOR SELECT USING (true);
CREATE POLICY feature_hold_read ON feature_hold FOR SELECT USING (true);
CREATE POLICY presence_of_people ON presence USING ((SELECT acting_role()) IS NOT NULL);
CREATE POLICY feature_hold_of_people ON feature_hold USING ((SELECT acting_role()) IS NOT NULL);
"""

TOLD = {
    "revision": "revision", "publication": "publication", "report": "report_cache", "waiver": "waiver",
    "revocation": "waiver_revocation", "decision": "waiver_decision", "comment": "comment",
    "comment_event": "comment_event", "review_step": "review_step",
}  # fmt: skip


def upgrade() -> None:
    """Tell what happens to a layout, and make room for who is there."""
    for statements in (FUNCTIONS, TABLES, TRIGGERS, COMMENTS, RIGHTS, POLICIES):
        op.execute(statements)


def downgrade() -> None:
    """Tell nothing any more, and forget who is there."""
    op.execute("DROP TABLE feature_hold, presence")
    for name, table in TOLD.items():
        op.execute(f"DROP TRIGGER {name}_told ON {table}")
    op.execute("DROP FUNCTION tell_present, tell_of_waiver, tell_row, tell_news")
