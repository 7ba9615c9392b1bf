"""People who sign in: passwords, sessions, tokens, and the link that makes the first administrator.

Of every secret only a hash is kept. The serving role reads no password but by its person's number, and replaces one
only where it knows the present one. Who may write about people is checked here once more: the program itself, an
active administrator, or whoever holds a link.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = """
CREATE TABLE person (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL CONSTRAINT person_name_filled CHECK (btrim(name) <> '' AND length(name) <= 100),
    plain_name text NOT NULL CONSTRAINT person_name_once UNIQUE,
    role text NOT NULL CONSTRAINT person_role_known
        CHECK (role IN ('viewer', 'planner', 'reviewer', 'publisher', 'administrator')),
    districts text[],
    active boolean NOT NULL DEFAULT true,
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    issuer text,
    subject text,
    CONSTRAINT person_linked_once UNIQUE (issuer, subject),
    CONSTRAINT person_linked_whole CHECK ((issuer IS NULL) = (subject IS NULL))
);
CREATE TABLE person_password (
    person bigint PRIMARY KEY REFERENCES person (number),
    hash text NOT NULL,
    changed timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE TABLE web_session (
    hash bytea PRIMARY KEY CONSTRAINT web_session_hash_whole CHECK (length(hash) = 32),
    person bigint NOT NULL REFERENCES person (number),
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    seen timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX web_session_person ON web_session (person);
CREATE TABLE api_token (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    hash bytea NOT NULL CONSTRAINT api_token_once UNIQUE CONSTRAINT api_token_hash_whole CHECK (length(hash) = 32),
    person bigint NOT NULL REFERENCES person (number),
    label text NOT NULL CONSTRAINT api_token_label_filled CHECK (btrim(label) <> '' AND length(label) <= 100),
    scopes text[],
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires timestamptz NOT NULL,
    used timestamptz,
    revoked timestamptz
);
CREATE INDEX api_token_person ON api_token (person);
CREATE TABLE one_time_link (
    hash bytea PRIMARY KEY CONSTRAINT one_time_link_hash_whole CHECK (length(hash) = 32),
    person bigint REFERENCES person (number),
    created timestamptz NOT NULL DEFAULT clock_timestamp(),
    expires timestamptz NOT NULL
);
-- How often something was done lately; worth nothing after a crash.
CREATE UNLOGGED TABLE pace (
    key text PRIMARY KEY,
    due timestamptz NOT NULL
);
CREATE INDEX pace_due ON pace (due);
"""

FUNCTIONS = """
CREATE FUNCTION looks_after_people() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT coalesce(current_setting('yuantu.person', true), '') = 'program' OR EXISTS (
        SELECT FROM person
        WHERE number::text = current_setting('yuantu.person', true) AND active AND role = 'administrator')
$$;

CREATE FUNCTION password_of(whose bigint) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT hash FROM person_password WHERE person = whose
$$;

CREATE FUNCTION change_password(whose bigint, present text, wanted text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    UPDATE person_password SET hash = wanted, changed = clock_timestamp() WHERE person = whose AND hash = present;
    RETURN FOUND;
END $$;

-- Only the newest link for a person counts; without a person it makes the first administrator.
CREATE FUNCTION offer_link(secret bytea, whose bigint, lasts interval) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
    IF NOT looks_after_people() THEN
        RAISE insufficient_privilege USING MESSAGE = 'only an administrator makes links';
    END IF;
    DELETE FROM one_time_link WHERE person IS NOT DISTINCT FROM whose OR expires < clock_timestamp();
    INSERT INTO one_time_link (hash, person, expires) VALUES (secret, whose, clock_timestamp() + lasts);
END $$;

CREATE FUNCTION link_for(secret bytea) RETURNS TABLE (whose bigint, named text)
LANGUAGE sql STABLE SECURITY DEFINER AS $$
    SELECT l.person, p.name FROM one_time_link AS l LEFT JOIN person AS p ON p.number = l.person
    WHERE l.hash = secret AND l.expires > clock_timestamp() AND coalesce(p.active, NOT EXISTS (SELECT FROM person))
$$;

-- Whoever holds a link gets the password that they choose, and becomes the first administrator where it makes one.
CREATE FUNCTION take_link(secret bytea, new_name text, new_plain_name text, password text) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER AS $$
DECLARE
    who bigint;
BEGIN
    LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE;
    IF NOT EXISTS (SELECT FROM link_for(secret)) THEN
        RETURN NULL;
    END IF;
    SELECT whose INTO who FROM link_for(secret);
    DELETE FROM one_time_link WHERE hash = secret;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF who IS NULL THEN
        INSERT INTO person (name, plain_name, role) VALUES (new_name, new_plain_name, 'administrator')
        RETURNING number INTO who;
    END IF;
    INSERT INTO person_password (person, hash) VALUES (who, password)
    ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, changed = clock_timestamp();
    DELETE FROM web_session WHERE person = who;
    RETURN who;
END $$;

-- Somebody whom the provider of sign-ins knows, and we do not yet: may look, no more.
CREATE FUNCTION meet_viewer(new_name text, new_plain_name text, their_issuer text, their_subject text) RETURNS bigint
LANGUAGE sql SECURITY DEFINER AS $$
    INSERT INTO person (name, plain_name, role, issuer, subject)
    SELECT new_name, new_plain_name, 'viewer', their_issuer, their_subject
    WHERE their_issuer IS NOT NULL AND EXISTS (SELECT FROM person)
    ON CONFLICT DO NOTHING RETURNING number
$$;
"""

# What these functions name is looked up where the tables are, and nowhere else first.
PINNED = """
DO $$
DECLARE
    f regprocedure;
BEGIN
    FOREACH f IN ARRAY ARRAY[
        'looks_after_people()', 'password_of(bigint)', 'change_password(bigint, text, text)',
        'offer_link(bytea, bigint, interval)', 'link_for(bytea)', 'take_link(bytea, text, text, text)',
        'meet_viewer(text, text, text, text)']::regprocedure[]
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', f, current_schema());
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', f);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO yuantu_app', f);
        END IF;
    END LOOP;
END $$;
"""

RIGHTS = """
ALTER TABLE person ENABLE ROW LEVEL SECURITY;
CREATE POLICY person_read ON person FOR SELECT USING (true);
CREATE POLICY person_add ON person FOR INSERT WITH CHECK (looks_after_people());
CREATE POLICY person_change ON person FOR UPDATE USING (looks_after_people());
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT, INSERT ON person TO yuantu_app;
        GRANT UPDATE (name, plain_name, role, districts, active, issuer, subject) ON person TO yuantu_app;
        GRANT SELECT, INSERT, DELETE ON web_session TO yuantu_app;
        GRANT UPDATE (seen) ON web_session TO yuantu_app;
        GRANT SELECT, INSERT ON api_token TO yuantu_app;
        GRANT UPDATE (used, revoked) ON api_token TO yuantu_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON pace TO yuantu_app;
    END IF;
END $$;
"""

COMMENTS = """
COMMENT ON TABLE person IS 'Who may sign in, as what, and in which districts a planner draws; never removed.';
COMMENT ON COLUMN person.plain_name IS 'The name without width, case and spaces: no two people have the same.';
COMMENT ON COLUMN person.districts IS 'Where a planner may draw; null for everywhere.';
COMMENT ON COLUMN person.subject IS 'Who the person is at the OpenID Connect provider named by issuer.';
COMMENT ON TABLE person_password IS 'Passwords as argon2id hashes.';
COMMENT ON TABLE web_session IS 'Browsers that are signed in, by the SHA-256 of what their cookie holds.';
COMMENT ON TABLE api_token IS 'Personal tokens, by their SHA-256; scopes null for all that the role may.';
COMMENT ON TABLE one_time_link IS 'Links that set a password, or make the first administrator, by their SHA-256.';
COMMENT ON TABLE pace IS 'When the next request of a sort is due, by who asks.';
"""


def upgrade() -> None:
    """Make the tables, what is done with them on behalf of others, and the serving role's few rights."""
    for statements in (TABLES, FUNCTIONS, PINNED, RIGHTS, COMMENTS):
        op.execute(statements)


def downgrade() -> None:
    """Forget all people."""
    op.execute("DROP TABLE pace, one_time_link, api_token, web_session, person_password, person CASCADE")
    op.execute(
        "DROP FUNCTION looks_after_people, password_of, change_password, offer_link, link_for, take_link, meet_viewer"
    )
