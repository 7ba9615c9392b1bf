"""Row-level security: what each role may write, and where a planner may draw.

The serving role owns no table, so that these policies bind it whatever statement it sends. They read who acts from
the setting `yuantu.person`; where nothing says who acts, nobody does, and nothing is written.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

from typing import Final

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Temporary tables come last in the search: the serving role can make some of any name.
FUNCTIONS: Final = """
CREATE FUNCTION acting_role() RETURNS text
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE who text := current_setting('yuantu.person', true);
BEGIN
    IF who IN ('local', 'program') THEN RETURN 'administrator'; END IF;
    IF who ~ '^[0-9]{1,18}$' THEN
        RETURN (SELECT role FROM person WHERE number = who::bigint AND active);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION acting_districts() RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE who text := current_setting('yuantu.person', true);
BEGIN
    IF who IN ('local', 'program') THEN RETURN NULL; END IF;
    IF who ~ '^[0-9]{1,18}$' AND EXISTS (SELECT FROM person WHERE number = who::bigint AND active) THEN
        RETURN (SELECT CASE WHEN role = 'planner' THEN districts END FROM person WHERE number = who::bigint);
    END IF;
    RETURN '{}';
END $$;
CREATE FUNCTION acting_draws() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(acting_role() IN ('planner', 'administrator'), false)
$$;
CREATE FUNCTION acting_draws_everywhere() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT acting_draws() AND acting_districts() IS NULL
$$;
CREATE FUNCTION acting_signs(author text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_setting('yuantu.person', true) !~ '^[0-9]+$' OR author = current_setting('yuantu.name', true)
$$;
CREATE FUNCTION lies_in(district text, districts text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(string_to_array(nullif(district, ''), ';') <@ districts, false)
$$;
COMMENT ON FUNCTION acting_role IS 'The role of who acts; null for nobody.';
COMMENT ON FUNCTION acting_districts IS 'The districts in which who acts may draw; null for all of them.';
COMMENT ON FUNCTION acting_signs IS 'Whether who acts may stand under a write by that name.';
COMMENT ON FUNCTION lies_in IS 'Whether all districts of a feature (they are joined by ;) are among these.';
"""

FIXED: Final = """
DO $$
DECLARE
    path text := (SELECT string_agg(quote_ident(name), ', ') FROM unnest(current_schemas(false)) name) || ', pg_temp';
    one text;
BEGIN
    FOREACH one IN ARRAY ARRAY['acting_role()', 'acting_districts()', 'follow_versions()', 'follow_branch()'] LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %s', one, path);
    END LOOP;
END $$;
"""
LOOSE: Final = """
ALTER FUNCTION follow_versions() SET search_path FROM CURRENT;
ALTER FUNCTION follow_branch() SET search_path FROM CURRENT;
"""

DRAWS: Final = "(SELECT acting_draws())"
MEMBER: Final = "(SELECT acting_role()) IS NOT NULL"
PROGRAM: Final = "(SELECT acting_role()) = 'administrator'"


def _one_of(*roles: str) -> str:
    listed = ", ".join(f"'{role}'" for role in (*roles, "administrator"))
    return f"(SELECT acting_role()) IN ({listed})"


def _signed(column: str = "author") -> str:
    """Not a sub-select: it depends on the row."""
    return f"acting_signs({column})"


# What may be put into each table. All tables are read as the handlers allow it.
MINE: Final = "(SELECT acting_districts())::text[]"
IN_MINE: Final = f"lies_in({{}}.properties ->> 'district', {MINE})"
FEATURE: Final = f"""
    (SELECT acting_draws_everywhere())
    OR ({DRAWS} AND (deleted OR {IN_MINE.format("feature_version")}) AND NOT EXISTS (
        SELECT FROM feature_head head
        WHERE head.layout = feature_version.layout AND head.feature_id = feature_version.feature_id
          AND NOT {IN_MINE.format("head")}))
"""  # noqa: S608
RELEASE: Final = f"""
    {DRAWS} AND {_signed()} AND ((SELECT acting_draws_everywhere()) OR how <> 'dismissed' OR EXISTS (
        SELECT FROM quarantine waiting
        WHERE waiting.number = quarantine_release.quarantine
          AND (waiting.properties ->> 'district' IS NULL OR {IN_MINE.format("waiting")})))
"""  # noqa: S608
SEAL: Final = f"""
    {MEMBER} OR EXISTS (SELECT FROM publication published
                        WHERE published.layout = print_seal.layout AND published.revision = print_seal.revision)
"""
INSERTS: Final = {
    "layout": DRAWS,
    "revision": f"{DRAWS} AND {_signed()}",
    "feature_version": FEATURE,
    "report_cache": PROGRAM,
    "waiver": f"{_one_of('planner', 'reviewer', 'publisher')}",
    "waiver_revocation": f"{_one_of('reviewer', 'publisher')} AND {_signed()}",
    "publication": f"{_one_of('publisher')} AND {_signed()}",
    "indicator_value": f"{DRAWS} AND {_signed()}",
    "print_job": MEMBER,
    "print_seal": SEAL,
    "import_record": f"{DRAWS} AND {_signed()}",
    "quarantine": DRAWS,
    "quarantine_release": RELEASE,
}
# Who locks a layout against others changes a row of it, in the eyes of PostgreSQL.
OTHERS: Final = (
    f"CREATE POLICY layout_moves ON layout FOR UPDATE USING (true) WITH CHECK ({DRAWS})",
    f"CREATE POLICY report_cache_goes ON report_cache FOR DELETE USING ({PROGRAM})",
    f"CREATE POLICY print_job_goes_on ON print_job FOR UPDATE USING ({MEMBER})",
    f"CREATE POLICY print_job_goes ON print_job FOR DELETE USING ({MEMBER})",
)


def upgrade() -> None:
    """Make the functions and the policies."""
    op.execute(FUNCTIONS)
    op.execute(FIXED)
    for table, allowed in INSERTS.items():
        op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
        op.execute(f"CREATE POLICY {table}_read ON {table} FOR SELECT USING (true)")
        op.execute(f"CREATE POLICY {table}_enters ON {table} FOR INSERT WITH CHECK ({allowed})")
    for policy in OTHERS:
        op.execute(policy)


def downgrade() -> None:
    """Let everybody who may write a table write all of it."""
    op.execute("DROP POLICY layout_moves ON layout; DROP POLICY report_cache_goes ON report_cache")
    op.execute("DROP POLICY print_job_goes_on ON print_job; DROP POLICY print_job_goes ON print_job")
    for table in INSERTS:
        op.execute(f"DROP POLICY {table}_read ON {table}; DROP POLICY {table}_enters ON {table}")
        op.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    op.execute(
        "DROP FUNCTION acting_signs, acting_draws_everywhere, acting_draws, acting_districts, acting_role, lies_in"
    )
    op.execute(LOOSE)
