"""Columns that an agency sets beside the form's: serial numbers, units, notes, other years, sums.

Which they are, `side_columns.toml` says. Such a column goes on below its header as long as its
cells look like it; a serial number or a unit is known without a header, too.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import InitVar, dataclass, field, replace
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from extractors.document import Grid, GridCell
from extractors.words import labels
from extractors.words.figures import UNITS, read_figure

UNIT = re.compile(rf"[（(]?(?:{UNITS})[）)]?")
SERIAL = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）、.．]?")
YEAR = re.compile(r"(?:19|20)\d{2}")
SHARE = re.compile(r"[+\-−↑↓]?\d+(?:\.\d+)?[%％]|持平|不变|—?")
# Kinds that are one column however many boxes of the grid it takes: other lines of the page may
# cut it up.
# What may call rows, too.
OF_ROWS = ("sum", "other_year")
NO_COLUMNS = ("row", "groups")
OF_ONE = ("serial", "unit", "note")
LEAST_SERIALS = 3
LEAST_BY_ONE = 0.8
# The tables with a column of sums, and how many labels beside it tell one.
SUMMED = ("requests", "review")
LEAST_PARTS = 3


@dataclass
class SideColumns:
    """The side columns of one grid, met row by row from the top. `kinds` holds them by where they
    begin and how wide they are, `serials` the last number of each column of serial numbers;
    `counted` is the last number that was met in a column that a header calls one of them, and
    `above` are those of the grid before, which a page break may have cut from this one."""

    grid: Grid
    above: InitVar["SideColumns | None"] = None
    kinds: dict[tuple[int, int], str] = field(default_factory=dict)
    serials: dict[int, int] = field(init=False)
    counted: dict[int, int] = field(default_factory=dict)
    has_units: bool = False

    def __post_init__(self, above: "SideColumns | None") -> None:
        self.serials = _bare_serials(self.grid, above.serials if above else {})
        self.has_units = above is not None and above.has_units
        if above and above.grid.width == self.grid.width:
            self.kinds = dict(above.kinds)

    def without(self, cells: Sequence[GridCell]) -> tuple[GridCell, ...]:
        """The cells of the next row that are the form's. A unit goes to the label beside it, in
        brackets, since it may be that of an amount of money; a year becomes a label (2022年)."""
        if not self.kinds and not self.serials and all(_is_plain(cell.text) for cell in cells):
            return tuple(cells)
        if _numbers_columns([text for cell in cells if (text := labels.folded(cell.text))]):
            return ()
        kept: list[GridCell] = []
        for cell in cells:
            kind = self._kind(cell)
            if kind == "year" and YEAR.fullmatch(labels.folded(cell.text)):
                kept.append(replace(cell, text=f"{labels.folded(cell.text)}年"))
            elif kind == "unit" and UNIT.fullmatch(labels.folded(cell.text)):
                kept = _with_unit(kept, labels.folded(cell.text).strip("（）()"))
            elif not kind:
                kept.append(cell)
        return tuple(kept)

    def _kind(self, cell: GridCell) -> str:
        """What side column the cell belongs to, "" for the form's own."""
        text, place = labels.folded(cell.text), (cell.column, cell.column_span)
        if self.kinds.get(place) == "note" and _looks_like("note", text):
            return "note"
        declared = _declared(text)
        if declared == "sum" and _may_be_total(text) and _lacks_total(self.grid):
            return ""
        if declared in OF_ROWS and _prints_figures(self.grid.row(cell.row)):
            return ""  # It is the label of a row of sums, or of another year.
        if declared and (cell.column_span == 1 or declared in OF_ONE):
            self.kinds[cell.column, cell.column_span] = declared
            return declared
        if UNIT.fullmatch(text) and self._follows_label(cell):
            self.has_units = True
            return "unit"
        kind = self.kinds.get(place, "")
        if kind and not _looks_like(kind, text):
            del self.kinds[place]
            return ""
        if kind == "serial" and not self._counts_on(cell.column, text):
            return ""  # Where its number is missing, the row's first figure stands in its place.
        if cell.column in self.serials and SERIAL.fullmatch(text):
            return "serial"
        return kind

    def _counts_on(self, column: int, text: str) -> bool:
        """Whether a text below the header of serial numbers may be the next: it begins anew, or is
        no less than the last (a flattened span repeats it); what is no number in figures may be
        any."""
        number = _number(text)
        if not number.isdecimal():
            return True
        before, value = self.counted.get(column, 0), int(number)
        if value < max(before, 1) and value != 1:
            return False
        self.counted[column] = value
        return True

    def _follows_label(self, cell: GridCell) -> bool:
        """Whether the nearest cell left of it that holds text is a label of the form, or, in a
        table that has units, at least a text."""
        left = [other for other in self.grid.row(cell.row) if other.column < cell.column]
        before = next((other for other in reversed(left) if other.text.strip()), None)
        return before is not None and (_is_label(before) or (self.has_units and _is_text(before)))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    declared = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    return {kind: re.compile("|".join(texts)) for kind, texts in declared.items()}


def _numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row numbers the columns: it says so, and holds nothing but numbers."""
    named = [text for text in texts if _patterns()["row"].fullmatch(text)]
    return (
        bool(named)
        and len(texts) > len(named)
        and all(text in named or SERIAL.fullmatch(text) for text in texts)
    )


@lru_cache(maxsize=8192)
def _is_plain(text: str) -> bool:
    """Whether a text by itself tells of no side column, and is no name of a row of numbers."""
    bare = labels.folded(text)
    is_told = _declared(bare) or UNIT.fullmatch(bare) or _patterns()["row"].fullmatch(bare)
    return not is_told


@lru_cache(maxsize=8192)
def _declared(text: str) -> str:
    """The kind of side column that a header names; a column of the form is none, unless it may be
    called so beside the form's own sum, too."""
    if _patterns()["sum"].fullmatch(text):
        return "sum"
    if labels.columns().match(text, "") is not None:
        return ""
    kinds = (k for k, p in _patterns().items() if k not in NO_COLUMNS and p.fullmatch(text))
    return next(kinds, "")


def _lacks_total(grid: Grid) -> bool:
    """Whether a grid names columns that the form sums up, and no column of sums in its words."""
    texts = [
        cell.text
        for row in range(grid.height)
        if not _prints_figures(grid.row(row))
        for cell in grid.row(row)
        if cell.row == row and cell.text.strip()
    ]
    sums = [t for t in texts if _may_be_total(t) and not _declared(labels.folded(t))]
    matches = (labels.columns().match(text, table) for text in texts for table in SUMMED)
    parts = {(m.table, m.key) for m in matches if m is not None and m.is_whole}
    return not sums and len(parts) >= LEAST_PARTS


def _may_be_total(text: str) -> bool:
    """Whether the form's column of sums is called so."""
    return any(match.key == "total" and match.is_whole for match in labels.columns().nearest(text))


def is_unit(text: str) -> bool:
    """Whether a text is a unit and nothing else: 件, （万元）."""
    return UNIT.fullmatch(labels.folded(text)) is not None


def names_sum(text: str) -> bool:
    """Whether a header stands over sums: a side column's or the form's own 总计."""
    match, bare = labels.columns().match(text, "review"), labels.folded(text)
    is_sum = _declared(bare) == "sum" or _patterns()["groups"].fullmatch(bare) is not None
    return is_sum or (match is not None and match.key == "total")


def _looks_like(kind: str, text: str) -> bool:
    if not text:
        return True
    if kind == "serial":
        return SERIAL.fullmatch(text) is not None
    if kind == "unit":
        return UNIT.fullmatch(text) is not None or set(text) <= set("-—/")
    if kind == "year":
        return YEAR.fullmatch(text) is not None
    if kind in ("other_year", "sum"):
        return read_figure(text) is not None or SHARE.fullmatch(text) is not None
    return labels.columns().match(text, "") is None


def _bare_serials(grid: Grid, before: Mapping[int, int]) -> dict[int, int]:
    """{column without a header that counts on beside labels of the form: its last number}.
    `before` is that of the grid above, which a page break may have cut."""
    found = {}
    for column in range(min(2, grid.width - 1)):
        if not any(_may_count(grid.at(row, column)) for row in range(grid.height)):
            continue
        goes_on = str(before[column] + 1) if column in before else ""
        counted = [
            _number(cell.text)
            for row in range(grid.height)
            if (cell := grid.at(row, column)) is not None
            and cell.row == row
            and cell.column_span == 1
            and cell.text.strip()
            and _holds_row(grid.row(row), column, cell.text.strip() == goes_on)
            and (SERIAL.fullmatch(labels.folded(cell.text)) or _prints_figures(grid.row(row)))
        ]
        if not counted or not all(text.isdecimal() for text in counted):
            continue
        numbers = [int(text) for text in counted]
        steps = [second - first for first, second in pairwise(numbers)]
        is_run = all(step > 0 for step in steps) and steps.count(1) >= LEAST_BY_ONE * len(steps)
        if is_run and (counted[0] == goes_on or len(numbers) >= LEAST_SERIALS):
            found[column] = numbers[-1]
    return found


def _may_count(cell: GridCell | None) -> bool:
    return cell is not None and _number(cell.text).isdecimal()


@lru_cache(maxsize=8192)
def _number(text: str) -> str:
    """A text without what stands around the number of a list."""
    return labels.folded(text).strip("（）()、.．")


def _holds_row(cells: Sequence[GridCell], column: int, any_text: bool) -> bool:
    """Whether a label of the form (or any text) stands right of a column, and figures behind it."""
    own = [cell for cell in cells if cell.column > column]
    named = [i for i, cell in enumerate(own) if _is_label(cell) or (any_text and _is_text(cell))]
    return bool(named) and any(not _is_text(cell) for cell in own[named[0] + 1 :])


def _prints_figures(cells: Sequence[GridCell]) -> bool:
    """Whether a row prints a figure or a mark; header labels have blank cells beside them."""
    figures = [read_figure(cell.text) for cell in cells]
    return any(figure is not None and figure.mark != "empty" for figure in figures)


def _is_text(cell: GridCell) -> bool:
    return read_figure(cell.text) is None


def _is_label(cell: GridCell | None) -> bool:
    return cell is not None and bool(labels.rows().nearest(cell.text))


def _with_unit(cells: list[GridCell], unit: str) -> list[GridCell]:
    """The cells with the unit in brackets behind the last label among them."""
    for index in range(len(cells) - 1, -1, -1):
        cell = cells[index]
        if cell.text.strip() and read_figure(cell.text) is None:
            return [
                *cells[:index],
                replace(cell, text=f"{cell.text}（{unit}）"),
                *cells[index + 1 :],
            ]
    return cells
