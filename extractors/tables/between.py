"""Rows whose labels nobody knows, told by their place: between two rows of the form that are
certain, or right beyond the first or the last, there are as many lines as the form has rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz

from extractors.tables.lines import Line
from extractors.tables.rows import RowReading
from extractors.words import labels
from extractors.words.labels import Match
from forms.model import Form, Label

# How near (0 to 100) such a label must be to the form's, with its number and without; and how sure
# it then is.
LEAST_NUMBERED, LEAST = 50.0, 60.0
BY_PLACE = 60.0


@dataclass(frozen=True)
class Named:
    """The row that a line is, the index of its label cell and the label."""

    index: int
    match: Match
    label: str


def rows_between(
    rows: Sequence[RowReading], unmatched: Sequence[Line], form: Form
) -> Mapping[int, Named]:
    """{number of a line: the row of `form` that it must be}, of lines that print figures and name
    no row. Each must also resemble its row's label, less so where it has its number."""
    found: dict[int, Named] = {}
    for table in form.tables:
        if table.layout != "down":
            continue
        order = {row.key: number for number, row in enumerate(table.rows)}
        known = sorted(
            (row.line, order[row.row])
            for row in rows
            if row.table == table.id and row.row in order and not (row.is_foreign or row.is_others)
        )
        ends = [
            (-1, -1),
            *known,
            (max((line.order for line in unmatched), default=0) + 1, len(order)),
        ]
        for (above, first), (below, last) in pairwise(ends):
            lines = [line for line in unmatched if above < line.order < below]
            missing = table.rows[first + 1 : last] if first < last else ()
            is_end = first < 0 or last == len(order)
            is_apart = is_end and not _follow(lines, above, below, is_first=first < 0)
            if lines and len(lines) == len(missing) and not is_apart:
                found.update(_pairs(lines, missing, table.id))
    return found


def _follow(lines: Sequence[Line], above: int, below: int, *, is_first: bool) -> bool:
    """Whether lines stand right above the first known row, or right below the last one."""
    orders = [line.order for line in lines]
    start = below - len(orders) if is_first else above + 1
    return orders == list(range(start, start + len(orders)))


def _pairs(lines: Sequence[Line], rows: Sequence[Label], table: str) -> Iterator[tuple[int, Named]]:
    for line, row in zip(lines, rows, strict=True):
        texts = [i for i in range(line.first_figure) if line.cells[i].text.strip()]
        if texts and _resembles(line.cells[texts[-1]].text, row):
            label = line.cells[texts[-1]].text
            yield line.order, Named(texts[-1], Match(table, row.key, BY_PLACE), label)


def _resembles(text: str, row: Label) -> bool:
    number, bare = labels.split_enumerator(text)
    if not bare:
        return False
    wordings = [labels.split_enumerator(wording) for wording in row.wordings]
    return any(
        max(fuzz.ratio(bare, wording), fuzz.ratio(bare, wording[: len(bare)]))
        >= (LEAST_NUMBERED if number and number == other else LEAST)
        for other, wording in wordings
    )
