"""Lines that print the sum of a group of rows beside its label: （三）不予公开 above its eight."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache

from extractors.cells.instances import figure
from extractors.tables.rows import Leftover, RowReading
from extractors.words import labels
from extractors.words.figures import read_figure
from forms.loader import tables_of


def sums_group(left: Leftover, rows: Sequence[RowReading]) -> bool:
    """Whether a line bears the label of a group and each of its figures is the sum of those of the
    group's rows in its column, all of them read for certain in the same table."""
    texts = [cell.text for cell in left.cells if read_figure(cell.text) is None] or [left.text]
    match = labels.furniture().match(texts[-1], left.table)
    by_key = {row.row: row for row in rows}
    for keys in _members(left.table).get(match.key, ()) if match is not None else ():
        if all(key in by_key and len(by_key[key].candidates) == 1 for key in keys):
            return _adds_up(left, [by_key[key] for key in keys])
    return False


def _adds_up(left: Leftover, rows: Sequence[RowReading]) -> bool:
    """Whether the figures of a line are those of some rows of its table together."""
    sums: dict[int, Decimal] = {}
    cells = [cell for row in rows for cell in row.candidates[0].values()]
    if any(cell.place.table != left.cells[0].place.table for cell in cells):
        return False
    for cell in cells:
        sums[cell.column] = sums.get(cell.column, Decimal(0)) + (figure(cell).value or 0)
    printed = [(c.column, f) for c in left.cells if (f := read_figure(c.text)) is not None]
    return bool(printed) and all(
        not f.doubt and sums.get(column) == (f.value or 0) for column, f in printed
    )


@cache
def _members(table_id: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """{label of a group: the rows under it, for each form that has it}."""
    found: dict[str, dict[tuple[str, ...], None]] = {}
    for table in tables_of(table_id):
        groups = dict.fromkeys(text for row in table.rows for text in row.under)
        for group in groups:
            keys = tuple(row.key for row in table.rows if group in row.under[-1:])
            found.setdefault(group, {})[keys] = None
    return {group: tuple(keys) for group, keys in found.items()}
