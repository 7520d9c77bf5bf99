"""A table as a board of positions, each covered by a box: the shape that a reader sees.

House habits are functions from board to board; only the setting of a medium turns boxes into
declared spans.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace


@dataclass(frozen=True, eq=False)
class Box:
    """One visible cell. Boxes are told apart by identity. `text` may hold line breaks."""

    text: str
    is_label: bool = True


@dataclass(frozen=True)
class Span:
    """A box with the rectangle of positions that it covers."""

    box: Box
    row: int
    column: int
    height: int
    width: int


Rows = tuple[tuple[Box, ...], ...]


@dataclass(frozen=True)
class Board:
    """`rows` hold the box that covers each position, all of one width. The first `header` rows
    are column labels; `page_breaks` are rows that begin a new page in paged media."""

    rows: Rows
    header: int = 1
    page_breaks: frozenset[int] = frozenset()

    @property
    def width(self) -> int:
        return len(self.rows[0])

    def spans(self) -> Iterator[Span]:
        """Every box with its rectangle, in reading order."""
        seen: set[int] = set()
        for r, row in enumerate(self.rows):
            for c, box in enumerate(row):
                if id(box) in seen:
                    continue
                seen.add(id(box))
                width = _run(row, c)
                height = _run([line[c] for line in self.rows], r)
                yield Span(box, r, c, height, width)


def _run(boxes: Sequence[Box], start: int) -> int:
    end = start
    while end < len(boxes) and boxes[end] is boxes[start]:
        end += 1
    return end - start


def board(rows: Sequence[Sequence[Box]], header: int = 1) -> Board:
    return Board(tuple(tuple(row) for row in rows), header)


def blank() -> Box:
    return Box("", is_label=False)


def flattened(table: Board) -> Board:
    """No merged cells: each text stands in its first position, the others are empty."""
    return _each_position(table, lambda span, r, c: (r, c) == (span.row, span.column))


def flattened_rows(table: Board) -> Board:
    """Vertical merges undone: a box keeps its width in its first row, empty boxes follow below."""
    rows = [list(row) for row in table.rows]
    for span in table.spans():
        for r in range(span.row + 1, span.row + span.height):
            rows[r][span.column : span.column + span.width] = [blank()] * span.width
    return replace(table, rows=tuple(tuple(row) for row in rows))


def repeated_rows(table: Board) -> Board:
    """Vertical merges undone: the text is repeated in each row."""
    rows = [list(row) for row in table.rows]
    for span in table.spans():
        for r in range(span.row + 1, span.row + span.height):
            rows[r][span.column : span.column + span.width] = [replace(span.box)] * span.width
    return replace(table, rows=tuple(tuple(row) for row in rows))


def _each_position(table: Board, keeps: Callable[[Span, int, int], bool]) -> Board:
    rows = [list(row) for row in table.rows]
    for span in table.spans():
        for r in range(span.row, span.row + span.height):
            for c in range(span.column, span.column + span.width):
                rows[r][c] = replace(span.box) if keeps(span, r, c) else blank()
    return replace(table, rows=tuple(tuple(row) for row in rows))


def with_column(table: Board, at: int) -> Board:
    """An empty column before column `at`; boxes that reach across it grow wider."""
    rows = []
    for row in table.rows:
        crosses = 0 < at < len(row) and row[at - 1] is row[at]
        rows.append((*row[:at], row[at] if crosses else blank(), *row[at:]))
    return replace(table, rows=tuple(rows))


def with_filled_column(table: Board, at: int, head: str, texts: Sequence[str]) -> Board:
    """A column of the house's own before column `at`: one header cell, a text for each row below
    it."""
    header = Box(head)
    rows = []
    for number, row in enumerate(table.rows):
        below = number - table.header
        box = header if below < 0 else Box(texts[below % len(texts)])
        rows.append((*row[:at], box, *row[at:]))
    return replace(table, rows=tuple(rows))


def with_row_cut(table: Board, at: int, label: Box, figures_above: bool) -> Board:
    """Row `at` set in two pieces, as a page break leaves it: its label is cut in half and its
    figures stand in the upper or the lower piece."""
    half = (len(label.text) + 1) // 2
    row = table.rows[at]
    upper_label, lower_label = Box(label.text[:half]), Box(label.text[half:])
    upper: list[Box] = []
    lower: list[Box] = []
    for box in row:
        if box is label:
            upper.append(upper_label)
            lower.append(lower_label)
        elif box.is_label:
            upper.append(box)
            lower.append(box)
        else:
            upper.append(box if figures_above else blank())
            lower.append(blank() if figures_above else box)
    rows = (*table.rows[:at], tuple(upper), tuple(lower), *table.rows[at + 1 :])
    return replace(table, rows=rows, page_breaks=table.page_breaks | {at + 1})


def split(table: Board, at: int, repeat_header: bool, repeat_labels: bool) -> tuple[Board, Board]:
    """Two boards, the second from row `at` on. Labels that reach across are repeated in the
    second or left empty."""
    above = {id(box) for row in table.rows[:at] for box in row}
    fresh: dict[int, Box] = {}
    below = []
    for row in table.rows[at:]:
        line = []
        for box in row:
            if id(box) in above:
                box = fresh.setdefault(id(box), replace(box) if repeat_labels else Box(""))
            line.append(box)
        below.append(tuple(line))
    header = table.rows[: table.header] if repeat_header else ()
    second = Board((*header, *below), len(header))
    return replace(table, rows=table.rows[:at]), second
