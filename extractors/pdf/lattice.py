"""Ruled tables on a page: lines that cross make a lattice, the lattice makes cells.

Two neighbouring boxes of the lattice with no line between them are one cell, so merged cells come
out with their spans whatever program drew the table.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.document import Box
from extractors.layout.boxes import around
from extractors.pdf.glyphs import DIGITS, Glyph
from extractors.pdf.grid_lines import HAIR, SNAP, shrunk_columns, shrunk_rows, snapped
from extractors.pdf.over_borders import Places, placed
from extractors.pdf.pages import Page
from extractors.pdf.set_lines import SetLine, text_lines
from extractors.pdf.shapes import Rule
from extractors.pdf.upright import upright_text

LEAST_LENGTH = 6.0
FILLED = 0.6
# In points: lines as near as this are drawn at one place.
SAME = 0.1
# What a program leaves between a cell's text and its edges, both sides together: at least, and at
# most where the labels of a document leave more.
LEAST_PADDING, MOST_PADDING = 2.5, 18.0
# Of a cell's width and height: what covers more is its ground.
COVERED = 0.75
NO_TEXT = "[图]"


@dataclass(frozen=True)
class Lattice:
    """The lines of one table, joined and sorted: `xs` and `ys` are its grid lines, `pieces` its
    vertical lines as they are drawn."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]
    pieces: tuple[Rule, ...] = ()

    @property
    def box(self) -> Box:
        return (self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def lattices(page: Page) -> list[Lattice]:
    """The ruled tables of a page, top to bottom."""
    horizontal, vertical = joined(page.horizontal), joined(page.vertical)
    found = []
    for hs, vs in _crossing(horizontal, vertical):
        lattice = lattice_of(hs, vs, page.vertical)
        columns, rows = len(lattice.xs) - 1, len(lattice.ys) - 1
        if columns and rows and (columns > 1 or rows > 1):
            found.append(lattice)
    return sorted(found, key=lambda lattice: (lattice.ys[0], lattice.xs[0]))


def lattice_of(
    horizontal: Sequence[Rule], vertical: Sequence[Rule], pieces: Sequence[Rule] = ()
) -> Lattice:
    """The lattice that lines make. `pieces` are the vertical ones as they are drawn, those of other
    tables among them."""
    hs, vs = joined(horizontal), joined(vertical)
    columns, rows = shrunk_columns(vs), shrunk_rows(hs, pieces)
    xs = snapped([v.at for v in vs], [x for h in hs for x in (h.start, h.end)], columns)
    ys = snapped([h.at for h in hs], [y for v in vs for y in (v.start, v.end)], rows)
    inside = (v for v in pieces if xs[0] - SNAP <= v.at <= xs[-1] + SNAP)
    return Lattice(tuple(hs), tuple(vs), tuple(xs), tuple(ys), tuple(inside))


def joined(rules: Sequence[Rule]) -> list[Rule]:
    """Collinear pieces that touch or overlap become one line; specks are dropped."""
    result: list[Rule] = []
    for group in _collinear(rules):
        first, *others = sorted(group, key=lambda rule: rule.start)
        at = sum(rule.at for rule in group) / len(group)
        start, end = first.start, first.end
        for rule in others:
            if rule.start > end + SNAP:
                result.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            end = max(end, rule.end)
        result.append(Rule(at, start, end))
    return [rule for rule in result if rule.end - rule.start >= LEAST_LENGTH]


def _collinear(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """Groups of lines that differ by less than a hair, in all: where more hang together, those of
    several columns or tables stand near to one another, and only the same place is one."""
    for group in _near(rules, HAIR):
        yield from [group] if group[-1].at - group[0].at <= HAIR else _near(group, SAME)


def _near(rules: Sequence[Rule], distance: float) -> Iterator[list[Rule]]:
    """Groups of lines, each as near as this to the next."""
    group: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if group and rule.at - group[-1].at > distance:
            yield group
            group = []
        group.append(rule)
    if group:
        yield group


@dataclass(frozen=True)
class RuledCell:
    """A cell of a lattice: where it stands, and its lines of text with their boxes."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box
    lines: tuple[SetLine, ...]

    @property
    def slack(self) -> float:
        """What the widest line leaves of the cell's width."""
        widest = max(line.box[2] - line.box[0] for line in self.lines)
        return self.box[2] - self.box[0] - widest

    @property
    def is_wrapped_label(self) -> bool:
        return len(self.lines) > 1 and not set("".join(line.text for line in self.lines)) <= DIGITS


def cells_of(lattice: Lattice, glyphs: Sequence[Glyph]) -> list[RuledCell]:
    """The cells of a lattice with the glyphs that stand in them, top left first."""
    owner = _merged(lattice)
    width = len(lattice.xs) - 1
    groups: dict[int, list[int]] = {}
    for index, root in enumerate(owner):
        groups.setdefault(root, []).append(index)
    places = Places(lattice.xs, lattice.ys, owner, lattice.vertical)
    contents = placed(glyphs, places)
    cells = []
    for root, members in sorted(groups.items(), key=lambda item: min(item[1])):
        top, bottom = min(members) // width, max(members) // width
        left, right = min(m % width for m in members), max(m % width for m in members)
        box = (lattice.xs[left], lattice.ys[top], lattice.xs[right + 1], lattice.ys[bottom + 1])
        lines = _lines_in(box, contents.get(root, []))
        if lines or not _is_outside(lattice, box):
            cells.append(RuledCell(top, left, bottom - top + 1, right - left + 1, box, lines))
    return cells


def _lines_in(box: Box, glyphs: Sequence[Glyph]) -> tuple[SetLine, ...]:
    """The lines of text in a cell; without any, `NO_TEXT` where something is drawn in it that may
    be a figure. What fills the cell is its shading, or a stroke across it."""
    lines = tuple(text_lines([glyph for glyph in glyphs if not glyph.is_drawn]))
    marks = [glyph for glyph in glyphs if glyph.is_drawn and _is_inside(glyph, box)]
    if lines or not marks:
        return lines
    return (SetLine((), NO_TEXT, around([(g.left, g.top, g.right, g.bottom) for g in marks])),)


def _is_inside(glyph: Glyph, box: Box) -> bool:
    left, top, right, bottom = box
    is_in = (
        left + HAIR < glyph.left
        and glyph.right < right - HAIR
        and top + HAIR < glyph.top
        and glyph.bottom < bottom - HAIR
    )
    is_all = glyph.right - glyph.left > COVERED * (right - left) and glyph.size > COVERED * (
        bottom - top
    )
    return is_in and not is_all


def _is_outside(lattice: Lattice, box: Box) -> bool:
    """Whether a box of the lattice is no cell: it is open below and at a side, where one table
    stands above a narrower one."""
    left, top, right, bottom = box
    x, y = (left + right) / 2, (top + bottom) / 2
    is_closed_below = _is_ruled(lattice.horizontal, bottom, x)
    are_sides_closed = all(_is_ruled(lattice.vertical, side, y) for side in (left, right))
    return not is_closed_below and not are_sides_closed


def padding_of(cells: Iterable[RuledCell]) -> float:
    """What the program that set these cells leaves at their sides: as much as the fullest tenth of
    the wrapped labels do. One character to a line may be wider than the cell allows."""
    slacks = sorted(
        cell.slack
        for cell in cells
        if cell.is_wrapped_label and any(len(line.text) > 1 for line in cell.lines)
    )
    usual = slacks[len(slacks) // 10] if slacks else 0.0
    return min(max(usual, LEAST_PADDING), MOST_PADDING)


def cell_text(cell: RuledCell, padding: float) -> str:
    """The lines of a cell. A figure that fills the cell's width and goes on below, or whose next
    digit has no room beside it, was wrapped by the program that set it, and is one figure."""
    texts = [line.text for line in cell.lines]
    if len(texts) > 1 and set("".join(texts)) <= DIGITS:
        room = cell.box[2] - cell.box[0]
        first, second = (line.box[2] - line.box[0] for line in cell.lines[:2])
        if first > FILLED * room or first + second / len(texts[1]) > room - padding:
            return "".join(texts)
    return upright_text(cell.lines) or "\n".join(texts)


def _crossing(
    horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Groups of lines that hang together by their crossings."""
    parent = list(range(len(horizontal) + len(vertical)))
    for i, h in enumerate(horizontal):
        for j, v in enumerate(vertical):
            if h.start - SNAP <= v.at <= h.end + SNAP and v.start - SNAP <= h.at <= v.end + SNAP:
                _unite(parent, i, len(horizontal) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(parent)):
        hs, vs = groups.setdefault(_root(parent, index), ([], []))
        if index < len(horizontal):
            hs.append(horizontal[index])
        else:
            vs.append(vertical[index - len(horizontal)])
    yield from ((hs, vs) for hs, vs in groups.values() if hs and vs)


def _merged(lattice: Lattice) -> list[int]:
    """For each box of the lattice, row by row, the number of the cell that it belongs to."""
    width, height = len(lattice.xs) - 1, len(lattice.ys) - 1
    parent = list(range(width * height))
    sides = [_reach(lattice.xs, column + 1) for column in range(width - 1)]
    bottoms = [_reach(lattice.ys, row + 1) for row in range(height - 1)]
    for row in range(height):
        middle = (lattice.ys[row] + lattice.ys[row + 1]) / 2
        for column in range(width - 1):
            if not _is_ruled(lattice.vertical, lattice.xs[column + 1], middle, sides[column]):
                _unite(parent, row * width + column, row * width + column + 1)
    for column in range(width):
        middle = (lattice.xs[column] + lattice.xs[column + 1]) / 2
        for row in range(height - 1):
            if not _is_ruled(lattice.horizontal, lattice.ys[row + 1], middle, bottoms[row]):
                _unite(parent, row * width + column, (row + 1) * width + column)
    return [_root(parent, index) for index in range(width * height)]


def _reach(lines: Sequence[float], number: int) -> float:
    """How far from a line a rule may stand to be it."""
    near = min(after - before for before, after in pairwise(lines[number - 1 : number + 2]))
    return SNAP if near > SNAP else HAIR


def _is_ruled(rules: Sequence[Rule], at: float, middle: float, reach: float = SNAP) -> bool:
    return any(abs(rule.at - at) <= reach and rule.start <= middle <= rule.end for rule in rules)


def _root(parent: list[int], index: int) -> int:
    while parent[index] != index:
        parent[index] = parent[parent[index]]
        index = parent[index]
    return index


def _unite(parent: list[int], a: int, b: int) -> None:
    parent[_root(parent, b)] = _root(parent, a)
