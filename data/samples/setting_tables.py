"""The statutory tables as rows of spanned cells, and a sample report as a list of blocks.

Labels come from the forms, figures from a report's JSON; each medium is set from these rows.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from forms.loader import form_by_id, load_forms
from forms.model import Label, Table

LABEL_COLUMNS = 3


@dataclass(frozen=True)
class Cell:
    """A printed cell and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1
    is_label: bool = True


@dataclass(frozen=True)
class Heading:
    """The heading of a section."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


Rows = tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class TableBlock:
    """One statutory table, or a part of one."""

    rows: Rows

    @property
    def width(self) -> int:
        return sum(cell.columns for cell in self.rows[0])


Block = Heading | Paragraph | TableBlock


@dataclass(frozen=True)
class Report:
    """A sample report, ready to be set in any medium."""

    title: str
    agency: str
    published: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Figures:
    """A report's figures. `printed` overrides how a figure is printed; without `with_units` the
    column labels lose the unit that the form prints in them."""

    agency: str
    year: int
    form: str
    cells: Mapping[str, int | Decimal | None]
    printed: Mapping[str, str]
    with_units: bool = True

    def cell(self, name: str) -> Cell:
        """The figure as a cell, empty where the agency printed none."""
        value = self.cells[name]
        text = self.printed.get(name, "" if value is None else str(value))
        return Cell(text, is_label=False)

    def label(self, label: Label) -> str:
        return label.label if self.with_units else re.sub(r"（单位.*?）", "", label.label)


def read_figures(path: Path, printed: Mapping[str, str], with_units: bool) -> Figures:
    """The figures of one JSON file ({agency, year, form, cells}); money stays exact."""
    data = json.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    return Figures(data["agency"], data["year"], data["form"], data["cells"], printed, with_units)


def statutory_tables(figures: Figures) -> list[TableBlock]:
    """Tables 2, 3 and 4 with a report's figures, each by the form whose fields the figures fill:
    the report's own form where it fits."""
    return [_set(_fitting(table.id, figures), figures) for table in form_by_id(figures.form).tables]


def split(table: TableBlock, at: int) -> tuple[TableBlock, TableBlock]:
    """A table cut before row `at`, as at the end of a page: a cell that reaches over the cut keeps
    its text above it and continues empty below."""
    reaching: list[tuple[int, Cell]] = []
    above = []
    for number, (row, columns) in enumerate(zip(table.rows, _columns(table), strict=True)):
        if number == at:
            break
        kept = []
        for cell, column in zip(row, columns, strict=True):
            over = number + cell.rows - at
            kept.append(replace(cell, rows=cell.rows - max(over, 0)))
            if over > 0:
                reaching.append((column, Cell("", over, cell.columns)))
        above.append(tuple(kept))
    own = zip(_columns(table)[at], table.rows[at], strict=True)
    first = tuple(cell for _, cell in sorted([*reaching, *own], key=lambda item: item[0]))
    return TableBlock(tuple(above)), TableBlock((first, *table.rows[at + 1 :]))


def placed(table: TableBlock) -> list[tuple[int, int, Cell]]:
    """(row, column, cell) for every cell of a table."""
    return [
        (number, column, cell)
        for number, (row, columns) in enumerate(zip(table.rows, _columns(table), strict=True))
        for column, cell in zip(columns, row, strict=True)
    ]


def _columns(table: TableBlock) -> list[list[int]]:
    """The column in which each cell of each row begins."""
    taken: set[tuple[int, int]] = set()
    result = []
    for number, row in enumerate(table.rows):
        columns, column = [], 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            columns.append(column)
            taken |= {
                (number + down, column + right)
                for down in range(cell.rows)
                for right in range(cell.columns)
            }
        result.append(columns)
    return result


def _fitting(table_id: str, figures: Figures) -> Table:
    own = form_by_id(figures.form)
    for form in (own, *load_forms()):
        table = form.table(table_id)
        if table and all(field.name in figures.cells for field in table.fields):
            return table
    raise ValueError(f"no form has a table {table_id} that these figures fill")


def _set(table: Table, figures: Figures) -> TableBlock:
    if table.layout == "across":
        return TableBlock(tuple(_across(table, figures)))
    if table.blocks[0].label:
        return TableBlock(tuple(_stacked(table, figures)))
    return TableBlock(tuple(_nested(table, figures)))


def _stacked(table: Table, figures: Figures) -> list[tuple[Cell, ...]]:
    """Table 2: blocks under one another, each with its title and its own columns."""
    width = 1 + max(len(block.columns) for block in table.blocks)
    rows: list[tuple[Cell, ...]] = []
    for block in table.blocks:
        rest = width - len(block.columns)
        header = [Cell(table.furniture[0]), *(Cell(figures.label(c)) for c in block.columns)]
        rows += [(Cell(block.label, columns=width),), _widened(header, rest)]
        for row in block.rows:
            values = [figures.cell(table.field_name(row, column)) for column in block.columns]
            rows.append(_widened([Cell(row.label), *values], rest))
    return rows


def _widened(cells: Sequence[Cell], columns: int) -> tuple[Cell, ...]:
    return (*cells[:-1], replace(cells[-1], columns=columns))


def _nested(table: Table, figures: Figures) -> list[tuple[Cell, ...]]:
    """Table 3: three label columns at the left, the columns under a common title."""
    block = table.blocks[0]
    corner = Cell(table.furniture[0], rows=3, columns=LABEL_COLUMNS)
    above, below = _tree(block.columns, 1)
    rows = [(corner, Cell(table.furniture[1], columns=len(block.columns))), above, below]
    paths = [(*row.under, row.label) for row in block.rows]
    for number, row in enumerate(block.rows):
        before = paths[number - 1] if number else ()
        labels = [
            _row_label(paths, paths[number][: depth + 1], depth == len(row.under))
            for depth in range(len(row.under) + 1)
            if before[: depth + 1] != paths[number][: depth + 1]
        ]
        values = [figures.cell(table.field_name(row, column)) for column in block.columns]
        rows.append((*labels, *values))
    return rows


def _row_label(paths: Sequence[tuple[str, ...]], path: tuple[str, ...], is_last: bool) -> Cell:
    rows = sum(other[: len(path)] == path for other in paths)
    return Cell(path[-1], rows, LABEL_COLUMNS - len(path) + 1 if is_last else 1)


def _across(table: Table, figures: Figures) -> list[tuple[Cell, ...]]:
    """Table 4: all labels above one line of figures."""
    block = table.blocks[0]
    above, below = _tree(block.rows, len(block.columns))
    columns = tuple(Cell(column.label) for _ in block.rows for column in block.columns)
    values = tuple(
        figures.cell(table.field_name(row, column))
        for row in block.rows
        for column in block.columns
    )
    return [above, below, columns, values]


def _tree(labels: Sequence[Label], width: int) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """Two lines of header: labels with nothing above them cover both."""
    above: list[Cell] = []
    for under, group in groupby(labels, key=lambda label: label.under):
        members = list(group)
        if under:
            above.append(Cell(under[0], columns=width * len(members)))
        else:
            above += [Cell(label.label, rows=2, columns=width) for label in members]
    below = tuple(Cell(label.label, columns=width) for label in labels if label.under)
    return tuple(above), below
