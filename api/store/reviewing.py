"""Reviews: the steps that a layout's revisions took, and the state that these come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError

from api.store import publishing, reading
from api.store.commenting import CommentEvent, CommentRecord, NewComment, add_comment, add_event, comments
from api.store.records import PublicationRecord, StaleRevision
from api.store.statements import statement
from geo.errors import Conflict


class State(StrEnum):
    """What a revision is to the office."""

    DRAFT = "draft"
    IN_REVIEW = "in-review"
    APPROVED = "approved"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class StepRecord:
    """A step of a review: "submit", "withdraw", "return" or "approve", by whom and why."""

    number: int
    revision: int
    step: str
    created: datetime
    person: str
    author: str
    message: str


@dataclass(frozen=True)
class ReviewRecord:
    """A layout's newest revision, its state, and every step and publication, newest first."""

    layout: str
    revision: int
    state: State
    steps: tuple[StepRecord, ...]
    publications: tuple[PublicationRecord, ...]

    @property
    def submission(self) -> StepRecord | None:
        """The newest submission of the newest revision."""
        return next((s for s in self.steps if s.revision == self.revision and s.step == "submit"), None)

    @property
    def stale(self) -> StepRecord | None:
        """The submission or approval of an earlier revision that later edits have left behind."""
        if not self.steps or self.steps[0].revision == self.revision:
            return None
        last = self.steps[0]
        published = any(one.revision >= last.revision for one in self.publications)
        return last if last.step in ("submit", "approve") and not published else None


class Reviews:
    """What people say of layouts: reviews and comments, each write in its own transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def review(self, layout: str) -> ReviewRecord:
        """A layout's review as it stands. Raises NotFound."""
        with self._engine.connect() as connection:
            return review(connection, layout)

    def take(self, layout: str, revision: int, step: str, *, author: str, message: str) -> ReviewRecord:
        """Take a step. Raises NotFound, StaleRevision, Conflict."""
        with self._engine.begin() as connection:
            return take(connection, layout, revision, step, author=author, message=message)

    def comments(self, layout: str) -> list[CommentRecord]:
        """The threads of a layout, the oldest first. Raises NotFound."""
        with self._engine.connect() as connection:
            return comments(connection, layout)

    def comment(self, layout: str, new: NewComment, *, author: str) -> CommentRecord:
        """Begin a thread. Raises NotFound."""
        with self._engine.begin() as connection:
            return add_comment(connection, layout, new, author)

    def follow(self, layout: str, number: int, event: CommentEvent) -> CommentRecord:
        """Add to a thread. Raises NotFound, Conflict."""
        with self._engine.begin() as connection:
            return add_event(connection, layout, number, event)


def review(connection: Connection, layout: str) -> ReviewRecord:
    """A layout's review as it stands.

    Raises:
        NotFound: there is no such layout.
    """
    head = reading.layout_record(connection, layout).revision
    state = connection.execute(statement("review_state"), {"layout": layout, "revision": head}).scalar_one()
    steps = tuple(StepRecord(*row) for row in connection.execute(statement("review_steps"), {"layout": layout}))
    return ReviewRecord(layout, head, State(state), steps, tuple(publishing.publications(connection, layout)))


def take(connection: Connection, layout: str, revision: int, step: str, *, author: str, message: str) -> ReviewRecord:
    """Take a step with the newest revision.

    Raises:
        NotFound: there is no such layout.
        StaleRevision: `revision` is not the newest one.
        Conflict: the state, or who asks, does not allow the step.
    """
    reading.layout_record(connection, layout)
    head = connection.execute(statement("lock_layout"), {"layout": layout}).one().head
    if head != revision:
        raise StaleRevision(layout, revision, head, reading.changes_since(connection, layout, revision))
    values = {"layout": layout, "revision": revision, "step": step, "author": author, "message": message}
    try:
        connection.execute(statement("add_review_step"), values)
    except IntegrityError as error:
        raise Conflict("此前已有人处理，请重新查看", "somebody was faster; look again") from error
    return review(connection, layout)
