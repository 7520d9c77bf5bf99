"""Rows of table 2 that are kinds of one row of the form (部门规章 beside 地方政府规章): each is but
a part of it, and no sum would show that one was taken for the whole."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from extractors.tables.rows import RowReading
from extractors.words.labels import split_enumerator
from forms.loader import tables_of

TABLE = "proactive_disclosure"


def with_kinds_in_doubt(rows: Sequence[RowReading]) -> list[RowReading]:
    """The rows; those that stand in one table under several names of one row, none of them the
    form's own, are in doubt."""
    names: dict[tuple[str, int | None, int | None], set[str]] = {}
    for row in rows:
        names.setdefault(_place(row), set()).add(split_enumerator(row.label)[1])
    return [
        replace(row, doubt=row.doubt or f"beside it stand others of its kind: {_said(found)}")
        if row.table == TABLE and len(found := names[_place(row)]) > 1 and not found & _own(row.row)
        else row
        for row in rows
    ]


def _said(names: set[str]) -> str:
    return ", ".join(sorted(names))


def _place(row: RowReading) -> tuple[str, int | None, int | None]:
    cells = [cell for candidate in row.candidates[:1] for cell in candidate.values()]
    return (row.row, cells[0].place.page, cells[0].place.table) if cells else (row.row, None, None)


@cache
def _own(key: str) -> frozenset[str]:
    """The form's own labels of a row."""
    rows = (row for table in tables_of(TABLE) for row in table.rows if row.key == key)
    return frozenset(split_enumerator(row.label)[1] for row in rows)
