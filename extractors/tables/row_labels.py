"""Which row a line of a statutory table is: the cell that names it, and what it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from extractors.tables.headers import Header
from extractors.tables.label_paths import last_of_path
from extractors.tables.lines import Line
from extractors.tables.row_columns import columns_of, header_over
from extractors.tables.rows import RowReading
from extractors.words import labels
from extractors.words.labels import Match
from extractors.words.short_labels import short_rows
from forms.loader import tables_of

REVIEW = "review"
AMBIGUOUS_ALONE = 2
MOST_WORDS = 3

# (index of the label cell, what it means, its text)
RowLabel = tuple[int, Match, str]


@dataclass(frozen=True)
class Seen:
    """What stands above a line: the table, the labels of columns in force, half a label that a page
    break cut (`orphan`), and the last row."""

    table: str
    headers: Sequence[Header]
    orphan: str
    last: RowReading | None


def row_label(line: Line, seen: Seen) -> RowLabel | None:
    """The last cell before the figures that names a row; a label cut in two by a page break is
    tried whole. Under column labels, words may stand where a figure belongs."""
    if line.grid is None:
        return None
    words = 0
    for index in range(min(line.first_figure, len(line.cells)) - 1, -1, -1):
        text = line.cells[index].text
        if not text.strip():
            continue
        joined, path = seen.orphan and seen.orphan + text, last_of_path(text)
        for wording in filter(None, dict.fromkeys((path, line.numbered(index), text, joined))):
            match = _meant(wording, seen.last)
            if match and match.table != REVIEW and index + 1 < len(line.cells):
                if _is_short(text) and match.table != seen.table:
                    continue
                return (
                    (index, match, wording) if not words or _is_under(match, seen.headers) else None
                )
        if not words and (short := _short(text, seen)) and index + 1 < len(line.cells):
            return index, short, text
        if labels.furniture().match(text, "") is None:
            words += 1
            if labels.columns().match(text, "") or words > MOST_WORDS:
                return None
    return None


def _is_under(match: Match, headers: Sequence[Header]) -> bool:
    """Whether labels of the columns of a row's table are in force."""
    options = columns_of(match.table, match.key)
    return match.is_whole and header_over(options, headers) is not None


def _meant(wording: str, last: RowReading | None) -> Match | None:
    """The row that a label names; where it may name several (其他 without its number), the one that
    follows the last row in a form."""
    nearest = labels.rows().nearest(wording)
    if len(nearest) == 1:
        return nearest[0]
    following = [
        match
        for match in nearest
        if last is not None
        and match.is_whole
        and match.table == last.table
        and (last.row, match.key) in _neighbours(last.table)
    ]
    return following[0] if len(following) == 1 else None


@cache
def _neighbours(table_id: str) -> frozenset[tuple[str, str]]:
    """Rows of a table with the row that follows, over all forms."""
    keys = [[row.key for row in table.rows] for table in tables_of(table_id)]
    return frozenset(pair for own in keys for pair in pairwise(own))


def _short(text: str, seen: Seen) -> Match | None:
    """The row that a short wording means (许可), right under the labels of its columns."""
    match = short_rows().get(labels.folded(text))
    if match is None or match.table != seen.table:
        return None
    return match if header_over(columns_of(match.table, match.key), seen.headers) else None


def _is_short(text: str) -> bool:
    return len(labels.split_enumerator(text)[1]) <= AMBIGUOUS_ALONE
