"""Rows of one form in a table of another: a row that the newer form dropped, the label of a group
that was a row in the older one."""

from collections.abc import Sequence
from functools import cache

from extractors.document import GridCell
from extractors.tables.rows import Leftover, RowReading
from extractors.words.figures import read_figure
from extractors.words.labels import Match, folded
from forms.loader import load_forms, tables_of


def is_dropped(match: Match, rows: Sequence[RowReading]) -> bool:
    """Whether no form has both a row and the rows of its table with the columns that they have."""
    told = [row for row in rows if row.table == match.table and row.candidates]
    shapes = {(row.row, frozenset(row.candidates[0])) for row in told}
    fitting = [shape for shape in _shapes(match.table) if shapes and shapes <= shape]
    return bool(fitting) and not any(match.key in {key for key, _ in s} for s in fitting)


def without_groups(rows: Sequence[RowReading]) -> tuple[list[RowReading], list[Leftover]]:
    """The rows without those whose label is that of a group of others in the same table, and these
    as lines that the form has not, if they print any figure."""
    groups = {
        (_place(row), group)
        for row in rows
        if row.candidates
        for group in _groups(row.table, row.row)
    }
    found = [row for row in rows if (_place(row), folded(row.label)) in groups]
    left = [
        Leftover(row.table, row.label, tuple(row.candidates[0].values()), row.section)
        for row in found
        if any(_prints(cell) for cell in row.candidates[0].values())
    ]
    return [row for row in rows if row not in found], left


def _prints(cell: GridCell) -> bool:
    """Whether a cell prints a figure, or what may be one; half of a label that was cut is none."""
    figure = read_figure(cell.text)
    if figure is None:
        return not any(folded(cell.text) in wording for wording in _wordings())
    return figure.value is not None or bool(figure.doubt)


@cache
def _wordings() -> frozenset[str]:
    """The labels of all rows, over all forms."""
    return frozenset(
        folded(wording)
        for form in load_forms()
        for table in form.tables
        for row in table.rows
        for wording in row.wordings
    )


def _place(row: RowReading) -> tuple[int | None, int | None]:
    """The page and table that a row stands in; one of nowhere for a row that is not placed."""
    cells = [cell for candidate in row.candidates[:1] for cell in candidate.values()]
    return (cells[0].place.page, cells[0].place.table) if cells else (-1, row.line)


@cache
def _groups(table_id: str, key: str) -> frozenset[str]:
    """The labels of the groups that a row stands in, over all forms."""
    rows = (row for table in tables_of(table_id) for row in table.rows if row.key == key)
    return frozenset(folded(text) for row in rows for text in row.under)


@cache
def _shapes(table_id: str) -> tuple[frozenset[tuple[str, frozenset[str]]], ...]:
    """The rows of a table with their columns, for each form."""
    return tuple(
        frozenset(
            (row.key, frozenset(column.key for column in block.columns))
            for block in table.blocks
            for row in block.rows
        )
        for form in load_forms()
        if (table := form.table(table_id))
    )
