"""The audit: who did what, from where, what was before and what is after. Append-only.

Entries are written when a transaction commits, one for each row that it changed, by triggers that `audit_table(name)`
puts on a table. Each entry carries the hash of the one before it, so that whoever alters the table by force shows.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TABLE = """
CREATE TABLE audit (
    number bigint PRIMARY KEY CONSTRAINT audit_number_positive CHECK (number >= 1),
    at timestamptz NOT NULL,
    person text NOT NULL,
    name text NOT NULL,
    address text NOT NULL,
    request text NOT NULL,
    action text NOT NULL CONSTRAINT audit_action_form CHECK (action ~ '^[a-z]+(-[a-z]+)*$'),
    table_name text NOT NULL,
    layout text,
    key text NOT NULL,
    before jsonb,
    after jsonb,
    hash text NOT NULL CONSTRAINT audit_hash_form CHECK (hash ~ '^[0-9a-f]{64}$')
);
CREATE INDEX audit_person ON audit (person, number DESC);
CREATE INDEX audit_layout ON audit (layout, number DESC);
CREATE INDEX audit_at ON audit (at);
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

# The lock is held from the end of a transaction's work until its commit is visible: a long import keeps nobody waiting.
# A transaction that sees an older state than the newest cannot fork the chain: its number is taken.
WRITE = """
CREATE FUNCTION audit_hash(previous text, entry audit) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(previous || E'\\n' || jsonb_build_array(
        entry.number, to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.person, entry.name,
        entry.address, entry.request, entry.action, entry.table_name, entry.layout, entry.key, entry.before,
        entry.after)::text, 'UTF8')), 'hex')
$$;

CREATE FUNCTION audit_write(
    action text, table_name text, layout text, key text, before jsonb, after jsonb
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    last audit;
    entry audit;
    who text := current_setting('yuantu.person', true);
BEGIN
    PERFORM pg_advisory_xact_lock(7957441, 12);
    SELECT * INTO last FROM audit ORDER BY number DESC LIMIT 1;
    entry.number := coalesce(last.number, 0) + 1;
    entry.at := clock_timestamp();
    -- Whoever comes without the program has told nothing about itself.
    entry.person := coalesce(who, 'database');
    entry.name := CASE WHEN who IS NULL THEN session_user ELSE coalesce(current_setting('yuantu.name', true), '') END;
    entry.address := coalesce(nullif(current_setting('yuantu.address', true), ''), host(inet_client_addr()), '');
    entry.request := coalesce(current_setting('yuantu.request', true), '');
    entry.action := action;
    entry.table_name := table_name;
    entry.layout := layout;
    entry.key := key;
    entry.before := before;
    entry.after := after;
    entry.hash := audit_hash(coalesce(last.hash, ''), entry);
    INSERT INTO audit SELECT (entry).*;
END $$;

CREATE FUNCTION audit_event(action text, key text, detail jsonb DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF action IN ('insert', 'update', 'delete') THEN
        RAISE EXCEPTION 'only triggers tell of rows' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM audit_write(action, '', NULL, key, NULL, detail);
END $$;
"""

FEATURES = """
CREATE FUNCTION audit_geometry(geom geometry) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('type', GeometryType(geom), 'sha256', encode(sha256(ST_AsBinary(geom)), 'hex'),
        'geojson', CASE WHEN ST_MemSize(geom) <= 4096 THEN ST_AsGeoJSON(geom, 15, 0)::jsonb END)
$$;

CREATE FUNCTION audit_feature(kind text, properties jsonb, geom geometry) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN kind IS NOT NULL THEN
        jsonb_build_object('kind', kind, 'properties', properties, 'geometry', audit_geometry(geom)) END
$$;

CREATE FUNCTION audit_features(of_layout text, of_revision integer, OUT before jsonb, OUT after jsonb)
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
    WITH RECURSIVE lineage AS (
        SELECT of_layout AS layout, of_revision - 1 AS upto, 0 AS depth
        UNION ALL
        SELECT origin.from_layout, origin.from_revision, lineage.depth + 1
        FROM lineage JOIN layout origin ON origin.id = lineage.layout
        WHERE origin.from_layout IS NOT NULL
    )
    SELECT jsonb_build_object('features', jsonb_object_agg(now.feature_id,
               audit_feature(earlier.kind, earlier.properties, earlier.geom))),
           jsonb_build_object('features', jsonb_object_agg(now.feature_id,
               audit_feature(now.kind, now.properties, now.geom)))
    FROM feature_version now
    LEFT JOIN LATERAL (
        SELECT past.* FROM lineage CROSS JOIN LATERAL (
            SELECT * FROM feature_version version
            WHERE version.layout = lineage.layout AND version.feature_id = now.feature_id
              AND version.revision <= lineage.upto
            ORDER BY version.revision DESC LIMIT 1) past
        ORDER BY lineage.depth LIMIT 1
    ) earlier ON true
    WHERE now.layout = of_layout AND now.revision = of_revision
$$;
"""

ROW = """
CREATE FUNCTION audit_cleaned(fields jsonb, secrets text[]) RETURNS jsonb LANGUAGE sql STABLE AS $$
    SELECT jsonb_object_agg(key, CASE
        WHEN value = 'null' THEN value
        WHEN key = ANY (secrets) THEN '"(secret)"'
        WHEN octet_length(value::text) > 8192 THEN jsonb_build_object(
            'bytes', octet_length(value::text), 'sha256', encode(sha256(convert_to(value::text, 'UTF8')), 'hex'))
        ELSE value END)
    FROM jsonb_each(fields)
$$;

CREATE FUNCTION audit_layout_of(table_name text, fields jsonb) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
    RETURN CASE
        WHEN fields ->> 'layout' IS NOT NULL THEN fields ->> 'layout'
        WHEN table_name = 'layout' THEN fields ->> 'id'
        WHEN table_name = 'waiver_revocation' THEN
            (SELECT layout FROM waiver WHERE number = (fields ->> 'waiver')::bigint)
        WHEN table_name = 'quarantine_release' THEN
            (SELECT record.layout FROM quarantine kept JOIN import_record record ON record.number = kept.import
             WHERE kept.number = (fields ->> 'quarantine')::bigint)
        END;
END $$;

-- Arguments: the columns of the key, those whose changes are told elsewhere or by nobody, and those never to be told.
CREATE FUNCTION audit_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    keys text[] := string_to_array(TG_ARGV[0], ',');
    quiet text[] := string_to_array(TG_ARGV[1], ',');
    secrets text[] := string_to_array(TG_ARGV[2], ',');
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    fields jsonb := coalesce(new_row, old_row);
    named text;
    features record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(key, old_row -> key), jsonb_object_agg(key, value) INTO old_row, new_row
        FROM jsonb_each(new_row) WHERE key <> ALL (quiet) AND value IS DISTINCT FROM old_row -> key;
        IF new_row IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    SELECT string_agg(CASE WHEN key <> ALL (secrets) THEN fields ->> key
                           ELSE left(encode(sha256(convert_to(fields ->> key, 'UTF8')), 'hex'), 12) END,
                      '@' ORDER BY place)
    INTO named FROM unnest(keys) WITH ORDINALITY AS part (key, place);
    old_row := audit_cleaned(old_row, secrets);
    new_row := audit_cleaned(new_row, secrets);
    IF TG_TABLE_NAME = 'revision' AND TG_OP = 'INSERT'
       AND (fields ->> 'put_count')::integer + (fields ->> 'deleted_count')::integer BETWEEN 1 AND 50 THEN
        SELECT * INTO features FROM audit_features(fields ->> 'layout', (fields ->> 'number')::integer);
        old_row := features.before;
        new_row := new_row || features.after;
    END IF;
    PERFORM audit_write(
        lower(TG_OP), TG_TABLE_NAME, audit_layout_of(TG_TABLE_NAME, fields), coalesce(named, ''), old_row, new_row);
    RETURN NULL;
END $$;

CREATE FUNCTION audit_table(of_table text, VARIADIC quiet text[] DEFAULT '{}') RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    keys text;
    secrets text;
BEGIN
    SELECT string_agg(attname, ',' ORDER BY array_position(indkey::smallint[], attnum)) INTO keys
    FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey::smallint[])
    WHERE indrelid = of_table::regclass AND indisprimary;
    SELECT string_agg(attname, ',') INTO secrets FROM pg_attribute
    WHERE attrelid = of_table::regclass AND attnum > 0 AND NOT attisdropped AND (
        atttypid = 'bytea'::regtype
        OR attname ~ '(password|secret|token|salt|csrf|verifier|nonce|code_hash|^hash$|^code$)');
    IF EXISTS (SELECT FROM pg_trigger WHERE tgrelid = of_table::regclass AND tgname = 'audited') THEN
        EXECUTE format('DROP TRIGGER audited ON %I', of_table);
    END IF;
    EXECUTE format(
        'CREATE CONSTRAINT TRIGGER audited AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION audit_row(%L, %L, %L)',
        of_table, coalesce(keys, ''), array_to_string(quiet, ','), coalesce(secrets, ''));
END $$;
"""

COMMENTS = """
COMMENT ON TABLE audit IS 'Who did what, from where, what was before and is after. Append-only, hashes in a chain.';
COMMENT ON COLUMN audit.at IS 'When the change was committed; entries are in that order.';
COMMENT ON COLUMN audit.person IS 'Number of a person, "local", "program", "" for nobody, "database" for psql.';
COMMENT ON COLUMN audit.hash IS 'SHA-256 of the hash before it and of this entry.';
COMMENT ON FUNCTION audit_table IS 'Let every change of a table be told in the audit, but for those of quiet columns.';
COMMENT ON FUNCTION audit_event IS 'Tell in the audit of something that changes no row, as a failed sign-in.';
"""

RIGHTS = """
CREATE FUNCTION audit_readable() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    who text := current_setting('yuantu.person', true);
    found boolean := false;
BEGIN
    IF who ~ '^[0-9]+$' AND to_regclass('person') IS NOT NULL THEN
        EXECUTE 'SELECT true FROM person one
                 WHERE to_jsonb(one) ->> ''number'' = $1 AND to_jsonb(one) ->> ''role'' = ''administrator''
                 AND to_jsonb(one) ->> ''active'' = ''true'''
        INTO found USING who;
    END IF;
    RETURN coalesce(who IN ('local', 'program') OR found, false);
END $$;
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
CREATE POLICY audit_administrators ON audit FOR SELECT USING ((SELECT audit_readable()));
REVOKE EXECUTE ON FUNCTION audit_write, audit_event, audit_row, audit_table, audit_features FROM PUBLIC;
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'yuantu_app') THEN
        GRANT SELECT ON audit TO yuantu_app;
        GRANT EXECUTE ON FUNCTION audit_event TO yuantu_app;
    END IF;
END $$;
"""


# Nothing that the serving role makes, as temporary tables, stands in for what these functions name.
PINNED = """
DO $$
DECLARE
    path text := (SELECT string_agg(quote_ident(name), ', ') FROM unnest(current_schemas(false)) name) || ', pg_temp';
    one regprocedure;
BEGIN
    FOR one IN SELECT oid FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND prosecdef
               AND proname LIKE 'audit\\_%' LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %s', one, path);
    END LOOP;
END $$;
"""


def upgrade() -> None:
    """Make the table, what writes it, and the rights; `api.store.audit.attach` puts it on the tables."""
    for statements in (TABLE, WRITE, FEATURES, ROW, COMMENTS, RIGHTS, PINNED):
        op.execute(statements)


def downgrade() -> None:
    """Remove the audit with all its entries, from all tables."""
    op.execute("DROP FUNCTION audit_row CASCADE")
    op.execute("DROP POLICY audit_administrators ON audit")
    op.execute("DROP FUNCTION audit_table, audit_layout_of, audit_cleaned, audit_features, audit_feature")
    op.execute("DROP FUNCTION audit_geometry, audit_event, audit_write, audit_readable")
    op.execute("DROP FUNCTION audit_hash")
    op.execute("DROP TABLE audit")
