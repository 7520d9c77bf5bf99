"""Wordings so short that they mean a row or a column only inside its own table."""

from collections.abc import Iterable, Mapping
from functools import cache

from extractors.words.labels import STRIPPED, Match, folded
from forms.loader import load_forms
from forms.model import Label


@cache
def short_rows() -> Mapping[str, Match]:
    """{wording of a row that means it only under the labels of its own columns: the row}."""
    return _short((table.id, row) for f in load_forms() for table in f.tables for row in table.rows)


@cache
def short_columns() -> Mapping[str, Match]:
    """{wording of a column that means it only beside the corner of its own table: the column}."""
    return _short((table.id, c) for f in load_forms() for table in f.tables for c in table.columns)


def _short(entries: Iterable[tuple[str, Label]]) -> Mapping[str, Match]:
    return {
        folded(wording): Match(table, label.key, STRIPPED)
        for table, label in entries
        for wording in label.short
    }
