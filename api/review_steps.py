"""What may be done next with a layout's newest revision, by whom, and why not.

A submission is of one revision: a later edit is never refused, it leaves the submission behind, and what has been
left behind has to be submitted again. Where people have signed in, nobody decides on the own submission, and only what
was approved is published; at a machine that nobody has claimed, whoever sits there may do all of it.
"""

from __future__ import annotations

from typing import Final

from api.auth.errors import Forbidden
from api.auth.people import Ability, Person
from api.store.reviewing import ReviewRecord, State
from geo.errors import Conflict, YuantuError
from geo.model import Text

STEPS: Final = ("submit", "withdraw", "approve", "return", "publish")
_NEEDS: Final = {
    "submit": (Ability.EDIT, "送审的是规划人员", "planners submit a layout for review"),
    "withdraw": (Ability.EDIT, "撤回送审的是规划人员", "planners take a submission back"),
    "approve": (Ability.REVIEW, "审查的是审查人员", "reviewers approve a layout"),
    "return": (Ability.REVIEW, "退回的是审查人员", "reviewers return a layout"),
    "publish": (Ability.PUBLISH, "发布的是发布人员", "publishers publish a layout"),
}
_OWN: Final = ("不能审查自己送审的版本，请由他人审查", "nobody decides on the own submission; somebody else has to")
_STATES: Final = {
    State.DRAFT: ("第 {n} 版是草稿，尚未送审", "revision {n} is a draft that was not submitted"),
    State.IN_REVIEW: ("第 {n} 版正在审查", "revision {n} is in review"),
    State.APPROVED: ("第 {n} 版已通过审查", "revision {n} is approved"),
    State.PUBLISHED: ("第 {n} 版已发布", "revision {n} is published already"),
    State.SUPERSEDED: ("第 {n} 版已发布，并已被取代", "revision {n} was published and is superseded"),
}
_FROM: Final = {
    "submit": (State.DRAFT,),
    "withdraw": (State.IN_REVIEW, State.APPROVED),
    "approve": (State.IN_REVIEW,),
    "return": (State.IN_REVIEW, State.APPROVED),
}


def why_not(step: str, record: ReviewRecord, who: Person, errors: int = 0) -> YuantuError | None:
    """Why that person cannot take a step now, None where nothing is in the way; `errors` stand against publishing."""
    ability, zh, en = _NEEDS[step]
    if not who.may(ability):
        return Forbidden(zh, en)
    if step == "publish":
        against = stand_against(errors)
        return unpublishable(record, who) or (Conflict(against.zh, against.en) if errors else None)
    if record.state not in _FROM[step]:
        return _no(record)
    asked = record.submission
    own = who.known and asked is not None and asked.person == who.key
    if own and step in ("approve", "return"):
        return Forbidden(*_OWN)
    if step == "withdraw" and who.known and not own and not who.may(Ability.ADMINISTER):
        return Forbidden("只有送审人自己能撤回", "only who submitted it takes it back")
    return None


def unpublishable(record: ReviewRecord, who: Person) -> YuantuError | None:
    """Why the state of the newest revision stands against publishing it, findings aside."""
    if record.state in (State.PUBLISHED, State.SUPERSEDED):
        return _no(record)
    if who.known and record.state is not State.APPROVED:
        because = _no(record)
        return Conflict(f"{because.zh}，通过审查后才能发布", f"{because.en}; what is published must be approved")
    return None


def _no(record: ReviewRecord) -> Conflict:
    zh, en = _STATES[record.state]
    return Conflict(zh.format(n=record.revision), en.format(n=record.revision))


def stand_against(errors: int) -> Text:
    """The sentence that so many findings stand against publishing."""
    s, stand = ("", "stands") if errors == 1 else ("s", "stand")
    zh = f"有 {errors} 处必须修改的问题未处理，不能发布"
    return Text(zh, f"{errors} open error{s} {stand} against publishing")
