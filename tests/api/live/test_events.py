"""News of a layout as it happens: told to everybody who has it open, also after a break."""

import time

import httpx
from psycopg import sql

from api import embedded
from api.live.listener import NAME
from api.settings import Settings
from api.store import Store
from tests.api.conftest import serving
from tests.api.live.listening import AT, LAYOUT, listening, put
from tests.api.procs import wait_until

WAIVE = """
    INSERT INTO waiver (layout, revision, author, approver, finding, rule, subjects, reason_zh, reason_en, clause,
                        expires, evidence, evidence_area_m2)
    VALUES ('zgc-2020', 1, '李工', '王工', '0123456789abcdef', 'ARE002', '{a}', '因', 'why', '第三章', '2099-01-01',
            '0123456789abcdef0123456789abcdef', 0)
"""
SAY = (
    "INSERT INTO comment (layout, number, revision, author, body, feature)"
    " VALUES ('practice-draft', 1, 1, '李工', '此处存疑', 'G27')",
    "INSERT INTO comment_event (layout, comment, number, revision, what, author, body)"
    " VALUES ('practice-draft', 1, 1, 1, 'reply', '王工', '已核对')",
    "INSERT INTO review_step (layout, revision, step, author, message)"
    " SELECT id, head, 'submit', '李工', '请审' FROM layout WHERE id = 'practice-draft'",
)
REVOKE = "INSERT INTO waiver_revocation (waiver, author, reason) SELECT max(number), '王工', 'no' FROM waiver"


def base(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/")


def test_a_revision_is_told_to_all_who_have_the_layout_open(client: httpx.Client, store: Store) -> None:
    url = base(client)
    with listening(url) as one, listening(url) as other, listening(url, "/api/layouts/zgc-2020") as elsewhere:
        revision = put(store, "told")
        for listener in (one, other):
            told = listener.next("revision")
            assert told.data["revision"] == revision and told.data["author"] == "王工"
            assert told.data["put"] == ["told"] and told.data["deleted"] == [] and told.data["whole"]
            assert told.id.split(".")[0] == str(revision)
        client.get(f"{AT}/report").raise_for_status()
        one.next("finding", revision=revision)
        assert elsewhere.last_id.split(".")[0] == "1"


def test_what_was_missed_is_told_after_a_break(client: httpx.Client, store: Store) -> None:
    url = base(client)
    with listening(url) as before:
        first = put(store, "seen")
        last = before.next("revision", revision=first).id
    missed = [put(store, f"missed-{i}") for i in range(3)]
    with listening(url, last=last) as again:
        assert [again.next("revision").data["revision"] for _ in missed] == missed
    with listening(url, since=str(missed[1])) as page:
        assert page.next("revision").data["put"] == ["missed-2"]
    with listening(url, since="nonsense") as fresh:
        assert fresh.next("presence").id.split(".")[0] == str(missed[-1])


def test_whoever_missed_too_much_is_told_to_look_for_himself(client: httpx.Client, store: Store) -> None:
    url = base(client)
    body = {"from": {"layout": LAYOUT, "revision": 1}, "id": "long", "title": {"zh": "长", "en": "Long"}, "author": "x"}
    client.post("/api/layouts", json=body).raise_for_status()
    for i in range(21):
        newest = put(store, f"n{i}", "long")
    with listening(url, "/api/layouts/long", since="1") as behind:
        assert behind.next("resync").data == {"revision": newest}
    with listening(url, "/api/layouts/long", since="999999") as ahead:
        assert ahead.next("resync").data == {"revision": newest}


def test_a_publication_and_a_waiver_are_told(client: httpx.Client, store: Store) -> None:
    url, at = base(client), "/api/layouts/zgc-2020"
    with listening(url, at) as listener:
        client.get(f"{at}/report").raise_for_status()
        body = {"author": "周处", "message": "发布"}
        client.post(f"{at}/publications", headers={"If-Match": '"1"'}, json=body).raise_for_status()
        assert listener.next("publication").data == {"number": 1}
        for waivers, statement in enumerate((WAIVE, REVOKE), start=1):
            with store.engine.begin() as connection:
                connection.exec_driver_sql(statement)
            assert listener.next("finding", waivers=waivers).data["revision"] == 1


def test_comments_and_steps_of_a_review_are_told(client: httpx.Client, store: Store) -> None:
    with listening(base(client)) as listener:
        for statement in SAY:
            with store.engine.begin() as connection:
                connection.exec_driver_sql(statement)
        listener.next("comment", said=2)
        assert listener.next("review").data["revision"] == store.record(LAYOUT).revision
        last = listener.last_id
    assert [int(n) for n in last.split(".")[4:]] == [2, 1]


def test_a_lost_connection_to_the_database_is_made_again(
    client: httpx.Client, store: Store, server: embedded.Server, database: str
) -> None:
    url = base(client)
    with server.connect(embedded.ADMIN, database) as admin, listening(url) as listener:
        kill = (
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = %s AND datname = %s"
        )
        here = sql.SQL("SELECT pid FROM pg_stat_activity WHERE application_name = %s AND datname = %s")

        def pids() -> set[int]:
            return {row[0] for row in admin.execute(here, [NAME, database])}

        wait_until(lambda: len(pids()) == 1)
        before = pids()
        admin.execute(kill, [NAME, database])
        revision = put(store, "meanwhile")
        assert listener.next("revision").data["revision"] == revision
        wait_until(lambda: len(pids() - before) == 1)
        begun = time.monotonic()
        revision = put(store, "afterwards")
        assert listener.next("revision").data["revision"] == revision
        assert time.monotonic() - begun < 20


def test_nothing_is_told_that_was_not_kept(client: httpx.Client, store: Store) -> None:
    url = base(client)
    with listening(url) as listener, store.engine.connect() as connection:
        connection.exec_driver_sql(f"SELECT tell_news('revision', '{LAYOUT}', 999)")
        connection.rollback()
        connection.exec_driver_sql("SELECT pg_notify('yuantu_news', 'not json')")
        connection.exec_driver_sql("SELECT pg_notify('yuantu_news', '{\"layout\": 7}')")
        connection.commit()
        revision = put(store, "kept")
        assert listener.next("revision").data["revision"] == revision


def test_there_is_no_stream_about_nothing(client: httpx.Client) -> None:
    answer = client.get("/api/layouts/no-such/events")
    assert answer.status_code == 404 and answer.headers["content-type"] == "application/problem+json"


def test_a_stream_is_not_packed_and_not_kept(client: httpx.Client) -> None:
    with client.stream("GET", f"{AT}/events", headers={"Accept-Encoding": "gzip, br, zstd"}) as answer:
        assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
        assert "content-encoding" not in answer.headers and answer.headers["cache-control"] == "no-store"
        assert next(answer.iter_lines()) == "retry: 2000"


def test_there_are_no_more_streams_than_may_be(store: Store, settings: Settings) -> None:
    with serving(store, settings.model_copy(update={"streams": 2})) as http:
        url = base(http)
        with listening(url), listening(url):
            refused = http.get(f"{AT}/events")
            assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 0
        wait_until(lambda: _status(url) == 200)


def _status(url: str) -> int:
    with httpx.stream("GET", f"{url}{AT}/events") as answer:
        return answer.status_code
