"""Tables that a page break cut through the middle of a row: at the foot of one page cells end
without a line, at the head of the next they go on without one. Both are one table."""

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from extractors.pdf.glyphs import Glyph
from extractors.pdf.grid_lines import SNAP
from extractors.pdf.lattice import LEAST_LENGTH, Lattice, RuledCell, lattice_of
from extractors.pdf.ruled_pages import Piece, RuledPage, RuledTable
from extractors.pdf.running import MARGIN, Key, key, repeated
from extractors.pdf.set_lines import SetLine, text_lines
from extractors.words import labels
from extractors.words.figures import read_figure

# In type sizes: how near to the table the line stands that no longer found room in it.
NEAR = 0.5
# Of a table's width: how much of an open edge may be ruled all the same.
OPEN = 0.02
# A page's foot may name the site, the page and the day.
MOST_PIECES = 3


def stitched(pages: Sequence[RuledPage]) -> list[RuledPage]:
    """The pages, every table that a page break cut through a row whole on its first page."""
    pages = _freed(pages)
    result = list(pages)
    cut = [number for number, pair in enumerate(pairwise(pages)) if _is_cut(*pair)]
    running = _running(pages) if cut else frozenset[Key]()
    for number in reversed(cut):
        upper, lower = result[number], result[number + 1]
        over = _overhanging(upper, running)
        if not _are_neighbours(upper, lower, over):
            continue
        whole = _joined(upper.tables[-1], lower.tables[0], over)
        if not any(_are_two(cell, whole.pieces[1].top) for cell in whole.cells):
            free = tuple(glyph for glyph in upper.free if glyph not in over)
            result[number] = replace(upper, tables=(*upper.tables[:-1], whole), free=free)
            result[number + 1] = replace(lower, tables=lower.tables[1:])
    return result


def _freed(pages: Sequence[RuledPage]) -> list[RuledPage]:
    """The pages, their running heads and feet free: the lines of a table that goes on may be drawn
    through the margin."""
    known = {key(line.text, line.box) for page in pages for line in _margin(page, page.free)}
    return [_with_free(page, known) for page in pages]


def _with_free(page: RuledPage, known: Set[Key]) -> RuledPage:
    """A page whose lines in the margin stand in none of its tables, if other pages have them."""
    lines = [li for li in _margin(page, page.page.glyphs) if key(li.text, li.box) in known]
    running = {id(glyph) for line in lines for glyph in line.glyphs}
    if not any(id(glyph) in running for table in page.tables for glyph in table.glyphs):
        return page
    tables = (
        replace(table, glyphs=tuple(g for g in table.glyphs if id(g) not in running))
        for table in page.tables
    )
    kept = {id(glyph) for glyph in page.free} | running
    free = tuple(glyph for glyph in page.page.glyphs if id(glyph) in kept)
    return replace(page, tables=tuple(tables), free=free)


def _margin(page: RuledPage, glyphs: Sequence[Glyph]) -> list[SetLine]:
    """The lines of glyphs in a page's margins that say more than a number."""
    head, foot = page.page.height * MARGIN, page.page.height * (1 - MARGIN)
    lines = text_lines([glyph for glyph in glyphs if glyph.y < head or glyph.y > foot])
    return [line for line in lines if key(line.text, line.box)[0].strip()]


def _overhanging(page: RuledPage, running: Set[Key]) -> list[Glyph]:
    """The glyphs right below the last table of a page: lines of the row that was cut."""
    left, _, right, foot = page.tables[-1].lattice.box
    reach, found = foot, list[Glyph]()
    for line in text_lines([glyph for glyph in page.free if glyph.y > foot]):
        is_near = line.box[1] <= reach + NEAR * (line.box[3] - line.box[1])
        is_inside = left <= line.box[0] and line.box[2] <= right
        if is_near and is_inside and key(line.text, line.box) not in running:
            found += line.glyphs
            reach = max(reach, line.box[3])
    return found


def _running(pages: Sequence[RuledPage]) -> frozenset[Key]:
    """The lines below the tables of pages that several pages have at one height: running feet."""
    lines = [[line for line in text_lines(page.free) if _is_foot(page, line)] for page in pages]
    return repeated([{key(line.text, line.box) for line in own} for own in lines])


def _is_foot(page: RuledPage, line: SetLine) -> bool:
    """Whether a line may be a page's foot: in the margin, and no row of figures."""
    return line.box[1] > page.page.height * (1 - MARGIN) and len(line.pieces) <= MOST_PIECES


def _is_cut(upper: RuledPage, lower: RuledPage) -> bool:
    """Whether the last table of one page and the first of the next are one frame, open between."""
    if not (upper.tables and lower.tables):
        return False
    first, second = upper.tables[-1].lattice, lower.tables[0].lattice
    edges = ((first.xs[end], second.xs[end]) for end in (0, -1))
    is_one_frame = all(abs(above - below) <= SNAP for above, below in edges)
    return (
        is_one_frame and not _ruled(second, second.ys[0]) and _ruled(first, first.ys[-1]) < 1 - OPEN
    )


def _are_neighbours(upper: RuledPage, lower: RuledPage, over: Sequence[Glyph]) -> bool:
    """Whether nothing stands between them but running heads and feet, and what overhangs."""
    last, first = upper.tables[-1].lattice.ys[-1], lower.tables[0].lattice.ys[0]
    foot, head = upper.page.height * (1 - MARGIN), lower.page.height * MARGIN
    is_last = all(g in over or g.y < last or g.y > foot for g in upper.free)
    return is_last and all(g.y > first or g.y < head for g in lower.free)


def _ruled(lattice: Lattice, y: float) -> float:
    """The part of a table's width that is ruled at a height."""
    left, _, right, _ = lattice.box
    ruled = sum(rule.end - rule.start for rule in lattice.horizontal if abs(rule.at - y) <= SNAP)
    part = ruled / (right - left)
    return part if part > OPEN else 0.0


def _joined(upper: RuledTable, lower: RuledTable, over: Sequence[Glyph]) -> RuledTable:
    """Both parts as one table: the lower's rows below what overhangs the upper's, its columns right
    below the upper's, those of either through what the page break left of the other."""
    foot, head = upper.lattice.ys[-1], lower.lattice.ys[0]
    begin = max([foot, *(glyph.bottom for glyph in over)])
    shift = begin - head
    above = [
        replace(rule, end=begin + _stub(lower.lattice.ys[:2])) if rule.end >= foot - SNAP else rule
        for rule in upper.lattice.vertical
    ]
    reach = foot - _stub(upper.lattice.ys[-2:])
    below = [
        replace(r, start=reach if r.start <= head + SNAP else r.start + shift, end=r.end + shift)
        for r in lower.lattice.vertical
    ]
    horizontal = [replace(rule, at=rule.at + shift) for rule in lower.lattice.horizontal]
    pieces = [replace(r, start=r.start + shift, end=r.end + shift) for r in lower.lattice.pieces]
    return RuledTable(
        lattice_of(
            [*upper.lattice.horizontal, *horizontal],
            [*above, *below],
            [*upper.lattice.pieces, *pieces],
        ),
        (*upper.glyphs, *over, *(_moved(glyph, shift) for glyph in lower.glyphs)),
        (
            *upper.pieces,
            *(Piece(p.page, p.top + shift, p.shift + shift) for p in lower.pieces),
        ),
    )


def _stub(edges: Sequence[float]) -> float:
    """The height of a part of a row that is too low for the lines between its columns to count."""
    height = edges[1] - edges[0]
    return height if height < LEAST_LENGTH else 0.0


def _are_two(cell: RuledCell, seam: float) -> bool:
    """Whether what stands in a cell above and below a seam are two rows', the line between them
    lost with the page: two figures, two labels of rows, or a header that is repeated."""
    if not cell.box[1] < seam < cell.box[3]:
        return False
    halves = [
        "".join(line.text for line in cell.lines if (line.box[1] < seam) is is_above)
        for is_above in (True, False)
    ]
    matches = [labels.rows().match(text) for text in halves if text]
    are_labels = len(matches) > 1 and all(m is not None and m.is_whole for m in matches)
    figures = [bool(text) and read_figure(text) is not None for text in halves]
    is_header = figures[0] and labels.columns().match(halves[1]) is not None
    return are_labels or all(figures) or is_header


def _moved(glyph: Glyph, shift: float) -> Glyph:
    return replace(
        glyph, top=glyph.top + shift, bottom=glyph.bottom + shift, base=glyph.base + shift
    )
