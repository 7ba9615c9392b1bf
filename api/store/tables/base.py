"""What all tables in code have in common."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import MetaData
from sqlalchemy.dialects.postgresql import ARRAY, BYTEA, DATE, DOUBLE_PRECISION, TEXT, TIMESTAMP
from sqlalchemy.orm import DeclarativeBase


class Base(DeclarativeBase):
    """Common ground of the tables."""

    metadata = MetaData()
    type_annotation_map = {  # noqa: RUF012
        datetime: TIMESTAMP(timezone=True), date: DATE, bytes: BYTEA, str: TEXT, float: DOUBLE_PRECISION,
        list[str]: ARRAY(TEXT),
    }  # fmt: skip
