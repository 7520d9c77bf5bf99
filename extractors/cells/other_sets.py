"""Tables that stand among copies of others: another report follows the document's own, or another
body's tables are annexed, and the report's own table is missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extractors.cells.instances import Instances
from extractors.cells.row_problems import STRAY_SHARE
from extractors.reading import Problem, Severity
from forms.loader import columns_of, load_forms


@dataclass(frozen=True)
class _Copy:
    """A table as it stands in the document: from which line on, and whether it is the report's."""

    line: int
    table: str
    is_main: bool


def tables_of_other_sets(copies: Mapping[str, Instances]) -> list[Problem]:
    """An error for each table that is taken from a set of tables of which the report has others
    already. A set begins where a table follows one that stands behind it in the form."""
    found = sorted(
        (copy for table, own in copies.items() for copy in _copies(table, own)),
        key=lambda copy: copy.line,
    )
    sets: list[list[_Copy]] = []
    for copy in found:
        if not sets or _place(copy.table) < _place(sets[-1][-1].table):
            sets.append([])
        sets[-1].append(copy)
    return [
        _problem(copy.table)
        for own in sets
        for copy in own
        if copy.is_main and any(_is_elsewhere(other, own) for other in own)
    ]


def _is_elsewhere(copy: _Copy, own: Sequence[_Copy]) -> bool:
    """Whether a copy is of a table that the report has in another set."""
    return not copy.is_main and not any(c.is_main and c.table == copy.table for c in own)


def _copies(table: str, own: Instances) -> list[_Copy]:
    """The report's table, and every other copy of most of it."""
    full = [run for run in own.copies if len(run) > STRAY_SHARE * len(own.main)]
    first = min(row.line for row in own.main)
    return [_Copy(first, table, True), *(_Copy(run[0].line, table, False) for run in full)]


@cache
def _place(table: str) -> int:
    """The number of a table in the forms."""
    return next(
        number for form in load_forms() for number, own in enumerate(form.tables) if own.id == table
    )


def _problem(table: str) -> Problem:
    text = (
        f"the table {table} stands among copies of other tables that are not the report's; it may"
        " be another report's, too"
    )
    return Problem("ambiguous_row", Severity.ERROR, text, columns_of(table), True)
