"""What every confined process needs of the rulebooks, worked out as this is imported, and so in no other place.

`confined` lets the process import it from which those are forked: they find it done.
"""

from __future__ import annotations

import contextlib
from typing import Final

from geo.errors import YuantuError
from geo.exchange.doctor.anchors import Anchors, reference
from geo.exchange.doctor.suspicion import suspicion
from geo.exchange.vocabulary import Vocabulary
from geo.model import Layout, features_of
from geo.rulebook import Rulebook, load, rulebook_ids

_FEATURES: Final = 3


def _warm(book: Rulebook) -> None:
    Vocabulary.of(book).find("park", book.id)
    Anchors.of(book)
    whole = reference(book)
    if whole is not None:
        # As a file that comes in: most of what is looked up for one is then known.
        suspicion(Layout.of(list(features_of(whole.features))[:_FEATURES], id=whole.id, rulebook=book.id), book)


# What is wrong with a rulebook is told where it is asked for.
with contextlib.suppress(YuantuError):
    for _id in rulebook_ids():
        _warm(load(_id))
