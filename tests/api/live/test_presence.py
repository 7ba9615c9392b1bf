"""Who is there and what is held: seen by all, gone with whoever leaves, and never in the way of saving."""

import httpx
from sqlalchemy import text

from api.auth.people import Person, Role
from api.store import Store
from api.store.presence import Held, Presences, Window
from tests.api.live.listening import AT, LAYOUT, listening

ONE, OTHER, LEAVING = "window-one", "window-two", "window-leaving"


def base(client: httpx.Client) -> str:
    return str(client.base_url).rstrip("/")


def sign(client: httpx.Client, window: str, feature: str | None = None) -> int:
    answer = client.post(f"{AT}/presence", json={"client": window, "feature": feature})
    assert answer.status_code == 200, answer.text
    guest: int = answer.json()["guest"]
    return guest


def test_guests_are_numbered_and_seen_until_they_leave(client: httpx.Client) -> None:
    with listening(base(client), client=ONE) as listener:
        assert sign(client, ONE) == 1
        assert sign(client, LEAVING, "G27") == 2
        people = [{"client": ONE, "name": "", "guest": 1, "feature": None}]
        people.append({"client": LEAVING, "name": "", "guest": 2, "feature": "G27"})
        listener.next("presence", people=people)
        assert sign(client, LEAVING) == 2
        client.delete(f"{AT}/presence", params={"client": LEAVING}).raise_for_status()
        listener.next("presence", people=people[:1])
    with listening(base(client)) as listener:
        listener.next("presence", people=[])
    assert sign(client, "window-three") == 1


def test_whoever_gives_no_sign_is_gone(client: httpx.Client, store: Store) -> None:
    sign(client, "window-lost", "G01")
    with listening(base(client)) as listener, store.engine.begin() as connection:
        assert any(entry["client"] == "window-lost" for entry in listener.next("presence").data["people"])
        connection.execute(text("UPDATE presence SET seen = seen - interval '1 minute'"))
        connection.commit()
        listener.next("presence", people=[])


def test_a_held_feature_is_refused_with_its_holder_and_can_be_taken_over(client: httpx.Client) -> None:
    sign(client, ONE)
    sign(client, OTHER)
    with listening(base(client)) as listener:
        held = client.post(f"{AT}/locks", json={"client": ONE, "feature": "G27"})
        assert held.status_code == 200 and held.json()["feature"] == "G27"
        lock = listener.next("lock").data["locks"] or listener.next("lock").data["locks"]
        assert [(entry["feature"], entry["client"]) for entry in lock] == [("G27", ONE)]
        refused = client.post(f"{AT}/locks", json={"client": OTHER, "feature": "G27"})
        assert refused.status_code == 423
        assert refused.json()["holder"]["guest"] in (1, 2, 3) and "访客" in refused.json()["message"]["zh"]
        assert client.post(f"{AT}/locks", json={"client": OTHER, "feature": "G01"}).status_code == 200
        taken = client.post(f"{AT}/locks", json={"client": OTHER, "feature": "G27", "take": True})
        assert taken.status_code == 200
        while {"G27": OTHER}.items() - {e["feature"]: e["client"] for e in listener.next("lock").data["locks"]}.items():
            pass
        client.delete(f"{AT}/locks", params={"client": OTHER, "feature": "G27"}).raise_for_status()
        client.delete(f"{AT}/locks", params={"client": OTHER}).raise_for_status()
        listener.next("lock", locks=[])


def test_saving_does_not_depend_on_locks(client: httpx.Client, store: Store) -> None:
    feature = store.layout(LAYOUT).features["id"].iloc[0]
    client.post(f"{AT}/locks", json={"client": ONE, "feature": feature}).raise_for_status()
    body = {"delete": [feature], "message": "删去", "author": "李工"}
    assert client.post(f"{AT}/edits", headers={"If-Match": '"1"'}, json=body).status_code == 200


def test_a_hold_lapses_with_the_signs_of_life_and_is_renewed_by_them(store: Store) -> None:
    presences, planner = Presences(store.engine), Person("7", "王工", Role.PLANNER)
    mine, theirs = (
        Window(LAYOUT, "of-planner", planner),
        Window(LAYOUT, "of-another", Person("8", "李工", Role.PLANNER)),
    )
    presences.hold(mine, "G05")

    def age(minutes: int) -> None:
        with store.engine.begin() as connection:
            connection.execute(
                text("UPDATE feature_hold SET until = until - make_interval(mins => :m)"), {"m": minutes}
            )

    age(1)
    presences.sign(mine, "G05")
    age(1)
    try:
        presences.hold(theirs, "G05")
    except Held as held:
        assert held.holder.name == "王工" and "王工" in held.zh and held.holder.guest == 0
    else:
        raise AssertionError("the hold was not renewed")
    age(2)
    presences.hold(theirs, "G05")
    presences.release(mine, None)
    with store.engine.connect() as connection:
        assert connection.scalar(text("SELECT name FROM feature_hold WHERE feature = 'G05'")) == "李工"


def test_nobody_speaks_for_the_window_of_another(store: Store) -> None:
    presences = Presences(store.engine)
    mine = Window(LAYOUT, "window-mine", Person("7", "王工", Role.PLANNER))
    presences.sign(mine, "G05")
    forged = Window(LAYOUT, "window-mine", Person("8", "李工", Role.PLANNER))
    presences.sign(forged, "G06")
    presences.leave(forged)
    with store.engine.connect() as connection:
        row = connection.execute(text("SELECT name, feature FROM presence WHERE client = 'window-mine'")).one()
    assert tuple(row) == ("王工", "G05")


def test_what_a_closed_window_sent_before_and_comes_late_holds_nothing(client: httpx.Client) -> None:
    """A page that is loaded anew in the middle of an edit finds nobody in its way."""
    closed = "window-closed"
    sign(client, closed, "G31")
    client.delete(f"{AT}/presence", params={"client": closed}).raise_for_status()
    late = client.post(f"{AT}/locks", json={"client": closed, "feature": "G31"})
    assert late.status_code == 200
    assert client.post(f"{AT}/presence", json={"client": closed, "feature": "G31"}).status_code == 200
    with listening(base(client)) as listener:
        assert closed not in [entry["client"] for entry in listener.next("presence").data["people"]]
    assert client.post(f"{AT}/locks", json={"client": "window-again", "feature": "G31"}).status_code == 200


def test_a_window_whose_stream_broke_off_is_there_again_with_its_next_sign(store: Store) -> None:
    presences, window = Presences(store.engine), Window(LAYOUT, "window-broken", Person("7", "王工", Role.PLANNER))
    presences.hold(window, "G30")
    presences.leave(window)
    presences.sign(window, "G30")
    with store.engine.connect() as connection:
        assert connection.scalar(text("SELECT feature FROM presence WHERE client = 'window-broken'")) == "G30"


def test_what_cannot_be_meant_is_refused(client: httpx.Client) -> None:
    for body in ({"client": "short"}, {"client": ONE, "feature": 7}, {"client": ONE, "other": 1}, {}):
        assert client.post(f"{AT}/presence", json=body).status_code == 422, body
    assert client.post(f"{AT}/locks", json={"client": ONE, "feature": "G1", "take": "yes"}).status_code == 422
    assert client.post("/api/layouts/no-such/presence", json={"client": ONE}).status_code == 404
    assert client.delete(f"{AT}/locks", params={"client": ONE, "feature": "a\0"}).status_code == 422
