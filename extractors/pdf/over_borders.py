"""Figures of a ruled table that stand over a border: each belongs whole to one cell, the one that
holds most of it. Where that is not certain, every cell that it may belong to prints a sign that no
figure has, so that none is read from it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from extractors.document import Box
from extractors.pdf.glyphs import DIGITS, Glyph
from extractors.pdf.grid_lines import SNAP
from extractors.pdf.set_lines import WORD_GAP, gap_between
from extractors.pdf.shapes import Rule

# In type sizes: no program leaves less between the figures of two cells; what a figure's box may
# reach over a border, its digits do not.
TOUCH, REACH = 0.12, 0.1
# Of a figure's width: what of it stands in its own cell at least.
MOST = 2 / 3
# In type sizes above the line on which a digit stands: what of it a border cuts, whatever its font.
LOWEST, HIGHEST = 0.1, 0.6
# In points: how far beyond a table's side a figure goes on at most.
FARTHEST = 60.0
# A label has so many letters; a unit behind a figure has fewer.
LABEL = 2
OUTSIDE = -1

# The glyphs of each cell, by its number.
Contents = dict[int, list[Glyph]]


@dataclass(frozen=True)
class Places:
    """Where the cells of a table stand: its grid lines, for each box between them, row by row, the
    number of its cell, and the upright lines as they are drawn: those of several rows that stand
    near to one another are one grid line."""

    xs: Sequence[float]
    ys: Sequence[float]
    owner: Sequence[int]
    uprights: Sequence[Rule] = ()

    def at(self, x: float, y: float) -> int:
        """The cell at a place, `OUTSIDE` where there is none."""
        row, column = bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1
        width = len(self.xs) - 1
        is_in = 0 <= row < len(self.ys) - 1 and 0 <= column < width
        return self.owner[row * width + column] if is_in else OUTSIDE

    def is_cut(self, glyph: Glyph, slack: float) -> bool:
        """Whether an upright line stands within a glyph that is wider by `slack` at each side."""
        return self._is_ruled(
            glyph.left - slack * glyph.size, glyph.right + slack * glyph.size, glyph.y
        )

    def is_between(self, before: Glyph, after: Glyph) -> bool:
        """Whether an upright line stands between two glyphs."""
        slack = REACH * after.size
        return self._is_ruled(before.right - slack, after.left + slack, after.y)

    def _is_ruled(self, left: float, right: float, y: float) -> bool:
        """Whether an upright line stands between two places of a row."""
        if not self.uprights:
            return bisect_right(self.xs, left) != bisect_right(self.xs, right)
        if bisect_right(self.xs, left - SNAP) == bisect_right(self.xs, right + SNAP):
            return False
        return any(left < r.at <= right and r.start <= y <= r.end for r in self.uprights)

    def is_cut_level(self, glyph: Glyph) -> bool:
        """Whether a level grid line stands within a digit."""
        high, low = glyph.base - HIGHEST * glyph.size, glyph.base - LOWEST * glyph.size
        return bisect_right(self.ys, high) != bisect_right(self.ys, low)

    def shares(self, run: Sequence[Glyph]) -> dict[int, float]:
        """How much of a run's width stands in each cell; a mere touch is none."""
        left, right, slack = run[0].left, run[-1].right, REACH * run[0].size
        edges = [left, *(x for x in self.xs if left < x < right), right]
        found: dict[int, float] = defaultdict(float)
        for start, end in pairwise(edges):
            found[self.at((start + end) / 2, run[0].y)] += end - start
        return {cell: width for cell, width in found.items() if width > slack}


def placed(glyphs: Iterable[Glyph], places: Places) -> Contents:
    """The glyphs of each cell, figures whole."""
    contents: Contents = defaultdict(list)
    figures: list[Glyph] = []
    for glyph in glyphs:
        contents[places.at(glyph.x, glyph.y)].append(glyph)
        if glyph.char in DIGITS:
            figures.append(glyph)
    hanging = [glyph for glyph in figures if places.is_cut_level(glyph)]
    for run in _crossing(figures, places):
        _settle(run, contents, places)
    if hanging:
        _doubt_hanging(hanging, contents, places)
    return contents


def overhang(glyphs: Sequence[Glyph], box: Box, edges: Sequence[Rule]) -> list[Glyph]:
    """The digits around a table, with `edges` its level lines, that are of a figure within it or
    reach into it."""
    left, top, right, bottom = box
    places = Places((left, right), (top, bottom), (0,))
    beside, upon = [], []
    for glyph in glyphs:
        if glyph.char not in DIGITS:
            continue
        if top <= glyph.y <= bottom:
            if right < glyph.x <= right + FARTHEST or left - FARTHEST <= glyph.x < left:
                beside.append(glyph)
        elif left <= glyph.x <= right and places.is_cut_level(glyph):
            upon.append(glyph)
    if beside:
        figures = [g for g in glyphs if g.char in DIGITS and top <= g.y <= bottom]
        taken = {id(glyph) for run in _crossing(figures, places) for glyph in run}
        beside = [glyph for glyph in beside if id(glyph) in taken]
    if upon:
        letters = {round(g.base) for g in glyphs if g.char not in DIGITS}
        upon = [g for g in upon if round(g.base) not in letters and _is_ruled(g, edges)]
    return beside + upon


def _is_ruled(glyph: Glyph, edges: Sequence[Rule]) -> bool:
    """Whether a line is drawn through a glyph: a page break draws none."""
    return any(
        rule.start <= glyph.x <= rule.end and glyph.top < rule.at < glyph.bottom for rule in edges
    )


def _crossing(figures: Sequence[Glyph], places: Places) -> Iterator[list[Glyph]]:
    """The runs of digits over upright borders."""
    near = [glyph for glyph in figures if places.is_cut(glyph, TOUCH)]
    if not near:
        return
    lines = defaultdict(list)
    for glyph in figures:
        lines[round(glyph.base)].append(glyph)
    seen: set[int] = set()
    for glyph in near:
        if id(glyph) in seen:
            continue
        base = round(glyph.base)
        line = [
            other
            for number in (base - 1, base, base + 1)
            for other in lines.get(number, ())
            if abs(other.base - glyph.base) <= LOWEST * glyph.size
        ]
        run = _run_of(glyph, line, places)
        seen |= {id(other) for other in run}
        is_over = any(places.is_cut(one, TOUCH) for one in run)
        is_over |= any(places.is_between(*pair) for pair in pairwise(run))
        if is_over and len(places.shares(run)) > 1:
            yield run


def _run_of(glyph: Glyph, line: Sequence[Glyph], places: Places) -> list[Glyph]:
    """The run of a line in which a glyph stands: its digits touch, or stand as near as those of a
    figure, with no border between."""
    run: list[Glyph] = []
    for other in sorted(line, key=lambda g: g.left):
        if run and _are_two(run[-1], other, places):
            if any(one is glyph for one in run):
                break
            run = []
        run.append(other)
    return run


def _are_two(before: Glyph, glyph: Glyph, places: Places) -> bool:
    gap = gap_between(before, glyph)
    return gap > WORD_GAP or (gap > TOUCH and places.is_between(before, glyph))


def _settle(run: list[Glyph], contents: Contents, places: Places) -> None:
    """Gives a run to the cell that holds most of it, or to all, in doubt."""
    own = {id(glyph) for glyph in run}
    shares = places.shares(run)
    rest = {
        cell: [g for g in contents.get(cell, ()) if id(g) not in own and not g.is_drawn]
        for cell in shares
    }
    takers = [cell for cell in shares if cell != OUTSIDE and not _is_label(rest[cell])]
    if not takers:
        return
    winner = max(takers, key=shares.__getitem__)
    others = [cell for cell in shares if cell not in (winner, OUTSIDE)]
    is_most = shares[winner] >= MOST * sum(shares.values())
    stands_in = [places.at(glyph.x, glyph.y) for glyph in run]
    if is_most and set(stands_in) == {winner}:
        return
    is_one = all(gap_between(*pair) <= TOUCH for pair in pairwise(run))
    is_alone = is_most and not any(rest[cell] for cell in others)
    is_cut = any(places.is_cut(glyph, -REACH) for glyph in run)
    is_certain = is_one and (not others or (is_alone and is_cut))
    for cell in {*shares, *stands_in}:
        contents[cell] = [glyph for glyph in contents[cell] if id(glyph) not in own]
    cut = next((n for n, (a, b) in enumerate(pairwise(stands_in), 1) if a != b), 0)
    for cell in [winner] if is_certain else takers:
        contents[cell] += run if is_certain else _in_doubt(run, cut)


def _doubt_hanging(hanging: Sequence[Glyph], contents: Contents, places: Places) -> None:
    """Leaves figures in doubt that a level border cuts, unless the cell at its other side prints
    something that no border cuts. Those outside the table stand upon its frame."""
    pairs: dict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in hanging:
        own = places.at(glyph.x, glyph.y)
        high, low = glyph.base - HIGHEST * glyph.size, glyph.base - LOWEST * glyph.size
        for other in {places.at(glyph.x, high), places.at(glyph.x, low)} - {own, OUTSIDE}:
            pairs[own, other].append(glyph)
    cut = {id(glyph) for glyph in hanging}
    is_open = _is_open(contents, cut)
    doubtful = [item for item in pairs.items() if item[0][0] == OUTSIDE or is_open(item[0][1])]
    for (own, other), run in doubtful:
        alike = {id(glyph) for glyph in run}
        contents[own] = [glyph for glyph in contents[own] if id(glyph) not in alike]
        ordered = sorted(run, key=lambda g: g.left)
        contents[own] += _in_doubt(ordered, 0)
        contents[other] += _in_doubt(ordered, 0)


def _is_open(contents: Contents, cut: set[int]) -> Callable[[int], bool]:
    printed = {
        cell
        for cell, glyphs in contents.items()
        if any(id(glyph) not in cut and not glyph.is_drawn for glyph in glyphs)
    }
    return lambda cell: cell not in printed


def _in_doubt(run: Sequence[Glyph], number: int) -> list[Glyph]:
    """The run with the sign of a doubt before one of its glyphs."""
    return [replace(g, is_doubtful=True) if n == number else g for n, g in enumerate(run)]


def _is_label(glyphs: Sequence[Glyph]) -> bool:
    return sum(glyph.char.isalpha() for glyph in glyphs) >= LABEL
