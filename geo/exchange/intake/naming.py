"""Ids of a file's features: kept as they are; who has none gets one that the next file will give again."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.exchange.intake.faults import Mask
from geo.exchange.intake.values import Objects


def ids(table: pd.DataFrame) -> tuple[Objects, Mask]:
    """The id of each row of a table with id, name, layer and row, and which were made of layer and row.

    A row without an id is called by its name, where no other row is called so, and else by its layer and row, which
    says nothing about which feature it is: the next file may have its rows in another order.
    """
    said = table["id"].to_numpy(dtype=object)
    missing = np.asarray(table["id"].isna() | (table["id"] == ""), dtype=bool)
    named = table["name"].where(missing)
    alone = named.notna() & (named != "") & ~named.duplicated(keep=False) & ~named.isin(said[~missing])
    by_name = missing & alone.to_numpy(dtype=bool)
    made = missing & ~by_name
    out = said.copy()
    out[by_name] = named.to_numpy(dtype=object)[by_name]
    taken = {*out[~made]}
    layers, rows = table["layer"].tolist(), table["row"].tolist()
    for row in np.flatnonzero(made):
        out[row] = free(f"{layers[row]}-{rows[row] + 1}", taken)
        taken.add(out[row])
    return out, made


def repeated(ids: Objects, among: Mask) -> Mask:
    """Which rows have an id that an earlier one `among` them has."""
    out = np.zeros(len(ids), dtype=bool)
    out[among] = pd.Series(ids[among]).duplicated().to_numpy(dtype=bool)
    return out


def numbered(ids: Objects, again: Mask) -> Objects:
    """Ids that occur `again` with a number at their end that makes them their own."""
    out, taken = ids.copy(), {*ids}
    for row in np.flatnonzero(again):
        out[row] = free(out[row], taken)
        taken.add(out[row])
    return out


def free(id: str, taken: set[str]) -> str:
    """An id that is not taken: itself, or with the first number at its end that is free."""
    found, number = id, 1
    while found in taken:
        number += 1
        found = f"{id}-{number}"
    return found
