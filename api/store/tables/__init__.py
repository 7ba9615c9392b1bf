"""The store's tables for SQLAlchemy, by subject. The migrations make them; a test holds the two together."""

from api.store.tables import audit, imports, layouts, live, people, prints, registers, reviews
from api.store.tables.base import Base

__all__ = ["Base", "audit", "imports", "layouts", "live", "people", "prints", "registers", "reviews"]
