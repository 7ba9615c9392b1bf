"""Filters: CQL2 text and JSON (OGC 21-065r2) to SQL whose every value is a bound parameter.

A filter is read to one tree, whichever way it was written; every node of the tree becomes a term of a known type, and
every name in it is looked up in a closed table. Nothing that a client sent ever stands in the SQL.
"""

from api.store.cql.filters import Filter, Lang, compile, equalities
from api.store.cql.functions import FUNCTIONS
from api.store.cql.limits import Limits
from api.store.cql.queryables import QUERYABLES, Queryable, Queryables
from api.store.cql.terms import Type

__all__ = [
    "FUNCTIONS",
    "QUERYABLES",
    "Filter",
    "Lang",
    "Limits",
    "Queryable",
    "Queryables",
    "Type",
    "compile",
    "equalities",
]
