"""Which columns of a form a row has, and which of the headers above it names them."""

from collections.abc import Mapping, Sequence
from functools import cache

from extractors.tables.headers import Header
from extractors.tables.lines import Line
from forms.loader import load_forms
from forms.model import Form


@cache
def columns_of(table_id: str, row: str) -> Mapping[tuple[str, ...], Form]:
    """{columns of a block that holds the row: the form that has it}."""
    tables = [(form, table) for form in load_forms() if (table := form.table(table_id))]
    return {
        tuple(column.key for column in block.columns): form
        for form, table in tables
        for block in table.blocks
        if any(label.key == row for label in block.rows)
    }


def header_over(
    options: Mapping[tuple[str, ...], Form], headers: Sequence[Header]
) -> Header | None:
    """The last header that names columns of the row's block: a page break may repeat the header of
    another block right above the row."""
    for header in reversed(headers):
        if any(set(keys) & set(header.keys) for keys in options):
            return header
    return None


def keys_of(
    line: Line,
    after: int,
    header: Header | None,
    options: Mapping[tuple[str, ...], Form],
    likely: Form,
) -> tuple[tuple[str, ...], str]:
    """(the columns of the row in order, why they are in doubt): by the header where there is one,
    otherwise by the number of cells and of figures, as long as that gives the likely form."""
    if header is not None:
        return max(options, key=lambda keys: _nearness(keys, header)), ""
    cells = line.cells[after:]
    printed = sum(bool(cell.text.strip()) for cell in cells)
    fitting = [keys for keys in options if printed <= len(keys) <= len(cells)]
    for keys in fitting:
        if len(fitting) == 1 or options[keys].id == likely.id:
            is_sure = len(options) == 1 or (len(fitting) == 1 and options[keys].id == likely.id)
            return keys, "" if is_sure else "no column labels stand above it"
    return (), "no column labels stand above it"


def _nearness(keys: tuple[str, ...], header: Header) -> tuple[int, int]:
    """How many of the columns the header names, and how few others."""
    shared = len(set(keys) & set(header.keys))
    return shared, -len(keys)
