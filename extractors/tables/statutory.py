"""Finds the statutory tables by their labels, wherever they stand, and reads their rows."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from extractors.tables.between import Named, rows_between
from extractors.tables.captions import Captions, told_below, unit_of_notes
from extractors.tables.cut_rows import BEGUN, are_alike, ends_page, mended
from extractors.tables.doubled_labels import settled
from extractors.tables.headers import Header, carried_on, read_header
from extractors.tables.kinds import with_kinds_in_doubt
from extractors.tables.labels_above import doubt_above, doubt_below, doubt_left
from extractors.tables.lines import Line
from extractors.tables.placing import RowAbove
from extractors.tables.repeated import add_row
from extractors.tables.review.lines import ReviewReader
from extractors.tables.row_columns import columns_of, header_over, keys_of
from extractors.tables.row_labels import REVIEW, RowLabel, Seen, row_label
from extractors.tables.row_names import year_beside
from extractors.tables.rows import Alignment, Leftover, RowReading, align
from extractors.tables.strangers import is_dropped, without_groups
from extractors.tables.unit_notes import with_count_units
from extractors.words import labels
from extractors.words.labels import Match
from forms.loader import tables_of
from forms.model import Form

LONGEST_CORNER = 2
CUT_FIGURE = re.compile(r"[-+]?\d[\d,，.]*[（(][^）)]*$")
COMPARISON = re.compile(r"(?:19|20)\d{2}年|上年|去年|同比|增长|增幅")


@dataclass(frozen=True)
class Found:
    """Everything that the lines of a document say about the statutory tables."""

    rows: tuple[RowReading, ...]
    leftovers: tuple[Leftover, ...]


@dataclass
class _State:
    named: Mapping[int, Named] = field(default_factory=dict)
    table: str = ""
    headers: list[Header] = field(default_factory=list)
    fresh: bool = True
    orphan: str = ""
    count: int = 0
    is_foreign: bool = False
    last: Line | None = None
    foreign: Line | None = None
    is_certainly_foreign: bool = False
    rows: list[RowReading] = field(default_factory=list)
    unmatched: list[tuple[Line, Leftover]] = field(default_factory=list)
    grids: set[int] = field(default_factory=set)
    captions: Captions = field(default_factory=Captions)
    patterns: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)
    above: dict[tuple[str, ...], RowAbove] = field(default_factory=dict)


def find_rows(lines: Iterable[Line], form: Form) -> Found:
    """The rows of all statutory tables, in the order of the document. `form` is the likely form;
    it only decides where a table prints no column labels, and which row stands between two others
    whose labels are known."""
    whole = mended(list(lines), _row_of)
    state, review = _read(whole, form, {})
    if named := rows_between(state.rows, [line for line, _ in state.unmatched], form):
        state, review = _read(whole, form, named)
    unit = unit_of_notes(whole)
    rows = [replace(row, unit=unit) if unit and not row.unit else row for row in state.rows]
    rows, groups = without_groups(with_kinds_in_doubt(with_count_units(rows, whole)))
    return Found(
        tuple(sorted((*rows, *review.rows), key=lambda row: row.line)),
        (*_inside(state), *groups, *review.leftovers),
    )


def _read(
    lines: Sequence[Line], form: Form, named: Mapping[int, Named]
) -> tuple[_State, ReviewReader]:
    """One pass over the lines. `named` are rows known by their place."""
    state = _State(named=named)
    review = ReviewReader()
    for line in lines:
        state.captions.take(line, bool(state.rows or review.rows))
        review.captions = state.captions
        if line.grid is None and (told := told_below(line.cells[0].text)):
            _tell(max(state.rows, review.rows, key=_last_line), *told)
        if review.take(line):
            state.table = REVIEW
            continue
        _take(line, state, form)
    return state, review


def _last_line(rows: Sequence[RowReading]) -> int:
    return rows[-1].line if rows else -1


def _tell(rows: list[RowReading], year: int | None, is_others: bool) -> None:
    """What a note below a table says of its figures goes to the table's rows, the last ones."""
    for number in range(len(rows) - 1, -1, -1):
        row = rows[number]
        if (row.table, row.caption) != (rows[-1].table, rows[-1].caption):
            return
        rows[number] = replace(row, year=year or row.year, is_others=is_others or row.is_others)


def _row_of(text: str) -> Match | None:
    return labels.rows().match(text) or labels.columns().match(text, REVIEW)


def _inside(state: _State) -> list[Leftover]:
    """The unmatched lines that stand in a grid with rows of the form, or in a grid of their own
    between the rows of one table."""
    spans = [
        (min(orders), max(orders))
        for table in {row.table for row in state.rows}
        if (orders := [r.line for r in state.rows if r.table == table and not r.is_foreign])
    ]
    return [
        left
        for line, left in state.unmatched
        if id(line.grid) in state.grids
        or left.row
        or any(a < line.order < b or (line.order == b + 1 and not left.text) for a, b in spans)
    ]


def _take(line: Line, state: _State, form: Form) -> None:
    header = read_header(line)
    found = _labelled(line, state) if not header or len(header.cells) == 1 else None
    if found is not None:
        index, match, label = found
        _take_row(line, index, match, label, state, form)
        return
    if header:
        if header.table != state.table:
            state.headers = []
        if state.fresh and state.headers:
            header = carried_on(state.headers.pop(), header)
        state.headers.append(header)
        state.foreign = None
        state.table, state.fresh = header.table, True
        return
    _take_other(line, state)


def _labelled(line: Line, state: _State) -> RowLabel | None:
    """The label of a line's row, if it has one or its place tells it."""
    if line.grid is not None and (named := state.named.get(line.order)):
        return named.index, named.match, named.label
    last = state.rows[-1] if state.rows else None
    return row_label(line, Seen(state.table, state.headers, state.orphan, last))


def _take_row(line: Line, index: int, match: Match, label: str, state: _State, form: Form) -> None:
    if match.table != state.table:
        state.table, state.headers = match.table, []
    state.fresh, state.orphan, state.is_foreign = False, "", False
    before, state.last = state.last, line
    is_foreign = _is_in_foreign_table(line, state)
    if not is_foreign:
        state.grids.add(id(line.grid))
    after = index + 1
    options = columns_of(match.table, match.key)
    header = header_over(options, state.headers)
    keys, doubt = keys_of(line, after, header, options, form)
    header, unsettled = settled(header, keys)
    doubt = doubt or unsettled
    if is_foreign and state.is_certainly_foreign:
        keys, doubt = (), "its table has other columns than the form's"
    pattern = state.patterns.get(keys, ())
    above = state.above.get(keys)
    aligned = align(line, after, keys, header, pattern, above) if keys else Alignment()
    if aligned.pattern:
        state.patterns[keys] = aligned.pattern
    if placed := aligned.above(line.grid):
        state.above[keys] = placed
    if not aligned.candidates and is_dropped(match, state.rows):
        if line.prints_figures:
            left = Leftover(match.table, label, line.cells, state.captions.section)
            state.unmatched.append((line, left))
        return
    if not aligned.candidates:
        doubt = doubt or "its cells can't be told apart by column"
    elif aligned.left_out:
        doubt = f"it prints {aligned.left_out} figures more than the form has columns"
    else:
        doubt = doubt or doubt_above(line, after, keys, header, aligned.candidates[0])
        doubt = doubt or doubt_below(line, after, match)
    beside, state.count = doubt_left(line, index, state.count)
    row = RowReading(
        match.table,
        match.key,
        aligned.candidates,
        label,
        match.score,
        line.order,
        header.texts if header else {},
        doubt or beside,
        year_beside(line.left_of(index)) or state.captions.year,
        state.captions.unit,
        is_foreign,
        state.captions.is_others,
        state.captions.section,
        state.captions.is_of_bodies,
        state.captions.title,
    )
    add_row(row, line, state.rows, before)


def _take_other(line: Line, state: _State) -> None:
    """A line that names no row: furniture, half a label, or figures that nobody asked for."""
    text = "".join(cell.text for cell in line.cells[: line.first_figure])
    if line.grid is None:
        state.orphan = ""
        return
    if any(CUT_FIGURE.match(cell.text.strip()) for cell in line.cells):
        # Part of a figure with its note, which a line break cut.
        state.unmatched.append((line, Leftover(state.table, "", line.cells)))
    is_known = not text.strip() or labels.furniture().match(text, "") is not None
    if not line.prints_figures:
        state.orphan = "" if is_known else text
        state.is_foreign = _is_foreign_header(line) and not _goes_on(line, state)
        if state.is_foreign:
            state.headers = []
            state.foreign = line
            # Further down the odd pieces of a header that was cut may look foreign.
            compares = any(COMPARISON.search(cell.text) for cell in line.cells)
            state.is_certainly_foreign = compares or line.row == 0
        return
    if not state.is_foreign and not _is_in_foreign_table(line, state):
        label, section = text.replace("\n", ""), state.captions.section
        is_cut = state.last is not None and ends_page(state.last, line)
        row = state.rows[-1].row if is_cut and state.rows else ""
        leftover = Leftover(state.table, label, line.cells, section, row)
        state.unmatched.append((line, leftover))
    state.orphan = ""


def _is_in_foreign_table(line: Line, state: _State) -> bool:
    """Whether a line stands in the table of other columns that was found last, or in its part on
    the next page."""
    before = state.foreign
    if before is None or before.grid is line.grid:
        return before is not None
    is_next = ends_page(before, line) and line.grid is not None and line.row <= 1
    if is_next and are_alike(before.cells, line.cells):
        state.foreign = line
    return state.foreign is line


def _goes_on(line: Line, state: _State) -> bool:
    """Whether a line stands right below column labels in their own table, or on the page after a
    table that has not ended: pieces of labels that nobody knows alone."""
    if state.fresh and state.headers and state.headers[-1].grid is line.grid:
        return True
    if state.last is None or not ends_page(state.last, line):
        return False
    before = state.rows[-1]
    return not before.is_foreign and before.row not in _last_rows(before.table)


@cache
def _last_rows(table_id: str) -> frozenset[str]:
    """The rows with which a table ends, over all forms."""
    return frozenset(table.rows[-1].key for table in tables_of(table_id))


def _is_foreign_header(line: Line) -> bool:
    """A line of labels that no form has: another table begins, even if it is drawn in one frame
    with a statutory one. A header that a page break cut in two goes on with an empty cell."""
    if not line.cells[0].text.strip():
        return False
    texts = list(dict.fromkeys(cell.text for cell in line.cells if cell.text.strip()))
    if BEGUN.match(texts[0]) and labels.furniture().match(texts[0], ""):
        return False  # A group of rows, whose first row is only half a label.
    if len(texts) > LONGEST_CORNER and not any(labels.columns().match(t, "") for t in texts):
        return True
    known = (labels.furniture(), labels.rows(), labels.columns())
    return len(texts) > 1 and not any(v.match(text, "") for text in texts for v in known)
