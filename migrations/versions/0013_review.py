"""Reviews: the state of a layout, comments, and waivers that wait for an approver.

The state of a revision is nowhere stored: it follows from the steps and publications that name it. Triggers hold
steps, publications, threads and decisions to their order, whoever writes and through whatever program.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

# Who acts in this transaction, as api.auth.acting tells it: a number, 'local', 'program', or '' for nobody.
WHO = """
CREATE FUNCTION acting_person() RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(current_setting('yuantu.person', true), '')
$$;
CREATE FUNCTION is_known(who text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT who ~ '^[0-9]+$' $$;
"""

TABLES = """
CREATE TABLE review_step (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    layout text NOT NULL,
    revision integer NOT NULL,
    step text NOT NULL CONSTRAINT review_step_known CHECK (step IN ('submit', 'withdraw', 'return', 'approve')),
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    person text NOT NULL DEFAULT acting_person(),
    author text NOT NULL CONSTRAINT review_step_author_given CHECK (btrim(author) <> ''),
    message text NOT NULL CONSTRAINT review_step_message_short CHECK (length(message) <= 2000),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number),
    CONSTRAINT review_step_returned_with_a_reason CHECK (step <> 'return' OR btrim(message) <> '')
);
CREATE INDEX review_step_newest ON review_step (layout, revision, number DESC);

CREATE TABLE comment (
    layout text NOT NULL,
    number integer NOT NULL CONSTRAINT comment_number_positive CHECK (number >= 1),
    revision integer NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    person text NOT NULL DEFAULT acting_person(),
    author text NOT NULL CONSTRAINT comment_author_given CHECK (btrim(author) <> ''),
    body text NOT NULL CONSTRAINT comment_body_sane CHECK (btrim(body) <> '' AND length(body) <= 2000),
    feature text CONSTRAINT comment_feature_given CHECK (feature <> '' AND length(feature) <= 200),
    finding text CONSTRAINT comment_finding_form CHECK (finding ~ '^[0-9a-f]{16}$'),
    rule text CONSTRAINT comment_rule_form CHECK (rule ~ '^[A-Z]{3}[0-9]{3}$'),
    about_zh text,
    about_en text,
    measured double precision,
    lon double precision CONSTRAINT comment_lon_on_earth CHECK (lon BETWEEN -180 AND 180),
    lat double precision CONSTRAINT comment_lat_on_earth CHECK (lat BETWEEN -90 AND 90),
    PRIMARY KEY (layout, number),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number),
    CONSTRAINT comment_one_anchor CHECK (num_nonnulls(feature, finding) <= 1),
    CONSTRAINT comment_place_whole CHECK ((lon IS NULL) = (lat IS NULL)),
    CONSTRAINT comment_somewhere CHECK (num_nonnulls(feature, finding, lon) >= 1),
    CONSTRAINT comment_finding_whole CHECK (
        (finding IS NULL) = (rule IS NULL) AND (about_zh IS NULL) = (about_en IS NULL)
        AND (finding IS NULL OR about_zh IS NOT NULL) AND (measured IS NULL OR finding IS NOT NULL))
);

CREATE TABLE comment_event (
    layout text NOT NULL,
    comment integer NOT NULL,
    number integer NOT NULL CONSTRAINT comment_event_number_positive CHECK (number >= 1),
    revision integer NOT NULL,
    what text NOT NULL CONSTRAINT comment_event_known CHECK (what IN ('reply', 'resolve', 'reopen', 'hide')),
    hides integer CONSTRAINT comment_event_hides_sane CHECK (hides >= 0),
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    person text NOT NULL DEFAULT acting_person(),
    author text NOT NULL CONSTRAINT comment_event_author_given CHECK (btrim(author) <> ''),
    body text NOT NULL CONSTRAINT comment_event_body_short CHECK (length(body) <= 2000),
    PRIMARY KEY (layout, comment, number),
    FOREIGN KEY (layout, comment) REFERENCES comment (layout, number),
    FOREIGN KEY (layout, revision) REFERENCES revision (layout, number),
    CONSTRAINT comment_event_said CHECK (what IN ('resolve', 'reopen') OR btrim(body) <> ''),
    CONSTRAINT comment_event_hides_something CHECK ((what = 'hide') = (hides IS NOT NULL))
);
CREATE UNIQUE INDEX comment_event_hidden_once ON comment_event (layout, comment, hides);

-- A waiver that is asked for has no approver until a decision names one.
ALTER TABLE waiver
    ADD COLUMN person text NOT NULL DEFAULT '',
    ADD COLUMN asked boolean NOT NULL DEFAULT false,
    ALTER COLUMN approver DROP NOT NULL,
    DROP CONSTRAINT waiver_approved_by_another,
    ADD CONSTRAINT waiver_asked_or_approved CHECK (asked = (approver IS NULL)),
    ADD CONSTRAINT waiver_approved_by_another
        CHECK (is_known(person) OR lower(btrim(author)) <> lower(btrim(approver)));
ALTER TABLE waiver ALTER COLUMN person SET DEFAULT acting_person();

CREATE TABLE waiver_decision (
    waiver bigint PRIMARY KEY REFERENCES waiver (number),
    approved boolean NOT NULL,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    person text NOT NULL DEFAULT acting_person(),
    author text NOT NULL CONSTRAINT waiver_decision_author_given CHECK (btrim(author) <> ''),
    reason text NOT NULL CONSTRAINT waiver_decision_reason_short CHECK (length(reason) <= 2000),
    CONSTRAINT waiver_declined_with_a_reason CHECK (approved OR btrim(reason) <> '')
);
"""

# Published wins over every step, and the newest step of this very revision decides otherwise.
STATE = """
CREATE FUNCTION review_state(of_layout text, at_revision integer) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN mine.number IS NOT NULL AND EXISTS (
            SELECT FROM publication later WHERE later.layout = of_layout AND later.number > mine.number)
            THEN 'superseded'
        WHEN mine.number IS NOT NULL THEN 'published'
        ELSE coalesce((
            SELECT CASE step WHEN 'submit' THEN 'in-review' WHEN 'approve' THEN 'approved' ELSE 'draft' END
            FROM review_step
            WHERE layout = of_layout AND revision = at_revision
            ORDER BY number DESC
            LIMIT 1), 'draft')
    END
    FROM (SELECT) one
    LEFT JOIN publication mine ON mine.layout = of_layout AND mine.revision = at_revision
$$;
"""

# The errcodes are those that the program turns into answers; the sentences are for readers of psql.
ORDER = """
CREATE FUNCTION review_step_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    newest integer;
    state text;
    asker text;
BEGIN
    SELECT head INTO newest FROM layout WHERE id = NEW.layout FOR NO KEY UPDATE;
    IF NEW.revision <> newest THEN
        RAISE EXCEPTION 'only the newest revision is reviewed' USING ERRCODE = 'restrict_violation';
    END IF;
    state := review_state(NEW.layout, NEW.revision);
    IF NOT (CASE NEW.step WHEN 'submit' THEN state = 'draft' WHEN 'approve' THEN state = 'in-review'
            ELSE state IN ('in-review', 'approved') END) THEN
        RAISE EXCEPTION 'no % from state %', NEW.step, state USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.step IN ('approve', 'return') AND is_known(NEW.person) THEN
        SELECT person INTO asker FROM review_step
        WHERE layout = NEW.layout AND revision = NEW.revision AND step = 'submit' ORDER BY number DESC LIMIT 1;
        IF asker = NEW.person THEN
            RAISE EXCEPTION 'nobody decides on the own submission' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER review_step_in_order BEFORE INSERT ON review_step
    FOR EACH ROW EXECUTE FUNCTION review_step_in_order();

CREATE FUNCTION publication_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_known(acting_person()) AND review_state(NEW.layout, NEW.revision) IN ('draft', 'in-review') THEN
        RAISE EXCEPTION 'only an approved revision is published' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER publication_approved BEFORE INSERT ON publication
    FOR EACH ROW EXECUTE FUNCTION publication_approved();

CREATE FUNCTION comment_numbered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('comment ' || NEW.layout, 0));
    SELECT coalesce(max(number), 0) + 1 INTO NEW.number FROM comment WHERE layout = NEW.layout;
    RETURN NEW;
END $$;
CREATE TRIGGER comment_numbered BEFORE INSERT ON comment FOR EACH ROW EXECUTE FUNCTION comment_numbered();

CREATE FUNCTION comment_event_in_order() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    resolved boolean;
    newest integer;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('comment ' || NEW.layout, 0));
    SELECT coalesce(max(number), 0) INTO newest FROM comment_event
    WHERE layout = NEW.layout AND comment = NEW.comment;
    NEW.number := newest + 1;
    SELECT what = 'resolve' INTO resolved FROM comment_event
    WHERE layout = NEW.layout AND comment = NEW.comment AND what IN ('resolve', 'reopen') ORDER BY number DESC LIMIT 1;
    IF (NEW.what = 'resolve' AND resolved) OR (NEW.what = 'reopen' AND resolved IS NOT TRUE) THEN
        RAISE EXCEPTION 'the thread is so already' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.hides > 0 AND NOT EXISTS (
        SELECT FROM comment_event WHERE layout = NEW.layout AND comment = NEW.comment
        AND number = NEW.hides AND what <> 'hide') THEN
        RAISE EXCEPTION 'there is nothing of that number to hide' USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER comment_event_in_order BEFORE INSERT ON comment_event
    FOR EACH ROW EXECUTE FUNCTION comment_event_in_order();

CREATE FUNCTION waiver_decided_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entry waiver%ROWTYPE;
BEGIN
    SELECT * INTO entry FROM waiver WHERE number = NEW.waiver;
    IF NOT entry.asked THEN
        RAISE EXCEPTION 'nobody asked for this waiver' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (CASE WHEN is_known(entry.person) THEN entry.person = NEW.person
             ELSE lower(btrim(entry.author)) = lower(btrim(NEW.author)) END) THEN
        RAISE EXCEPTION 'nobody decides on a waiver of their own' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER waiver_decided_by_another BEFORE INSERT ON waiver_decision
    FOR EACH ROW EXECUTE FUNCTION waiver_decided_by_another();
"""

APPEND_ONLY = "\n".join(
    f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();"
    for table in ("review_step", "comment", "comment_event", "waiver_decision")
)

COMMENTS = """
COMMENT ON TABLE review_step IS 'Steps of reviews: submitted, taken back, returned, approved. Append-only.';
COMMENT ON FUNCTION review_state IS 'Draft, in-review, approved, published or superseded: what the steps come to.';
COMMENT ON TABLE comment IS 'Comments on a feature, a finding or a place of a revision. Append-only.';
COMMENT ON COLUMN comment.lon IS 'CGCS2000 degrees: where it was pointed at, or where its feature or finding lay.';
COMMENT ON TABLE comment_event IS 'What followed in a thread: replies, resolving, reopening, hiding. Append-only.';
COMMENT ON COLUMN comment_event.hides IS 'The entry of the thread that is no longer shown; 0 for its first text.';
COMMENT ON COLUMN waiver.asked IS 'Asked for: without effect until waiver_decision approves it.';
COMMENT ON TABLE waiver_decision IS 'Waivers that were asked for and approved or declined by another. Append-only.';
"""

RIGHTS = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT ON review_step, comment, comment_event, waiver_decision TO yuantu_app;
    END IF;
END $$;
"""

# Who writes what. A planner asks for waivers; a branch takes along those that another approved for its origin.
POLICIES = """
ALTER TABLE review_step ENABLE ROW LEVEL SECURITY;
ALTER TABLE comment ENABLE ROW LEVEL SECURITY;
ALTER TABLE comment_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE waiver_decision ENABLE ROW LEVEL SECURITY;
CREATE POLICY review_step_read ON review_step FOR SELECT USING (true);
CREATE POLICY comment_read ON comment FOR SELECT USING (true);
CREATE POLICY comment_event_read ON comment_event FOR SELECT USING (true);
CREATE POLICY waiver_decision_read ON waiver_decision FOR SELECT USING (true);
CREATE POLICY review_step_enters ON review_step FOR INSERT WITH CHECK (
    person = acting_person() AND acting_signs(author)
    AND CASE WHEN step IN ('submit', 'withdraw') THEN acting_role() IS DISTINCT FROM 'viewer'
             ELSE acting_role() IN ('reviewer', 'publisher', 'administrator') END
    AND acting_role() IS NOT NULL);
CREATE POLICY comment_enters ON comment FOR INSERT WITH CHECK (
    person = acting_person() AND acting_signs(author) AND acting_role() <> 'viewer');
CREATE POLICY comment_event_enters ON comment_event FOR INSERT WITH CHECK (
    person = acting_person() AND acting_signs(author) AND acting_role() <> 'viewer');
CREATE POLICY waiver_decision_enters ON waiver_decision FOR INSERT WITH CHECK (
    person = acting_person() AND acting_signs(author)
    AND acting_role() IN ('reviewer', 'publisher', 'administrator'));
ALTER POLICY waiver_enters ON waiver WITH CHECK (
    (SELECT acting_role()) IN ('reviewer', 'publisher', 'administrator')
    OR ((SELECT acting_role()) = 'planner' AND (asked AND acting_signs(author) OR EXISTS (
        SELECT FROM layout branch JOIN waiver origin ON origin.layout = branch.from_layout
        WHERE branch.id = waiver.layout AND origin.finding = waiver.finding))));
"""

# Waivers that nobody has approved cannot be told without the tables: they go.
BACK = """
ALTER POLICY waiver_enters ON waiver
    WITH CHECK ((SELECT acting_role()) IN ('planner', 'reviewer', 'publisher', 'administrator'));
DROP TRIGGER publication_approved ON publication;
DROP FUNCTION publication_approved();
DROP TABLE waiver_decision, comment_event, comment, review_step;
ALTER TABLE waiver_revocation DISABLE TRIGGER waiver_revocation_append_only;
ALTER TABLE waiver DISABLE TRIGGER waiver_append_only;
DELETE FROM waiver_revocation USING waiver WHERE waiver.number = waiver_revocation.waiver AND waiver.asked;
DELETE FROM waiver WHERE asked;
ALTER TABLE waiver_revocation ENABLE TRIGGER waiver_revocation_append_only;
ALTER TABLE waiver ENABLE TRIGGER waiver_append_only;
ALTER TABLE waiver
    DROP CONSTRAINT waiver_asked_or_approved,
    DROP CONSTRAINT waiver_approved_by_another,
    DROP COLUMN asked,
    DROP COLUMN person,
    ALTER COLUMN approver SET NOT NULL,
    ADD CONSTRAINT waiver_approved_by_another CHECK (lower(btrim(author)) <> lower(btrim(approver))) NOT VALID;
DROP FUNCTION waiver_decided_by_another(), comment_event_in_order(), comment_numbered(), review_step_in_order(),
    review_state(text, integer), is_known(text), acting_person();
"""


def upgrade() -> None:
    """Make the tables, their guards, and the rights of the serving role."""
    for statements in (WHO, TABLES, STATE, ORDER, APPEND_ONLY, COMMENTS, RIGHTS, POLICIES):
        op.execute(statements)


def downgrade() -> None:
    """Remove reviews and comments, and waivers that are only asked for."""
    op.execute(BACK)
