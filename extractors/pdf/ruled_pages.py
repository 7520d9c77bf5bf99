"""Pages with their ruled tables taken out: each table's lattice and glyphs, and what stands around
them. A table may go on over pages; its coordinates are then those of its first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median

from extractors.document import Box, Grid, Place
from extractors.pdf.glyphs import Glyph, drawn_glyph
from extractors.pdf.lattice import Lattice, RuledCell, cell_text, cells_of, lattices
from extractors.pdf.over_borders import overhang
from extractors.pdf.pages import Page
from extractors.pdf.set_lines import rounded
from extractors.spans import SpannedCell, expand

EDGE = 4.0
STAMP = 2.2


@dataclass(frozen=True)
class Piece:
    """The part of a table on one page: from `top` on, what stands at a height in the table stands
    `shift` points higher on the page."""

    page: int
    top: float
    shift: float = 0.0


@dataclass(frozen=True)
class RuledTable:
    """A ruled table with the glyphs in it, those for drawings too, and its pieces from the first
    page to the last."""

    lattice: Lattice
    glyphs: tuple[Glyph, ...]
    pieces: tuple[Piece, ...]

    @cached_property
    def cells(self) -> list[RuledCell]:
        """Its cells, top left first."""
        return cells_of(self.lattice, _without_stamp(self.glyphs))

    def grid(self, padding: float, number: int) -> Grid:
        """The table as a Grid, the document's `number`th."""
        rows: list[list[SpannedCell]] = [[] for _ in range(len(self.lattice.ys) - 1)]
        for cell in self.cells:
            text, place = cell_text(cell, padding), self._place_of(cell)
            rows[cell.row].append(
                SpannedCell(text, cell.row_span, cell.column_span, cell.column, place)
            )
        for row in rows:
            row.sort(key=lambda cell: cell.column or 0)
        place = self._on_page(self.lattice.box, self.pieces[0])
        return expand(rows, replace(place, table=number))

    def _place_of(self, cell: RuledCell) -> Place:
        """Where a cell's text stands; a cell that goes on over a page, where its text begins."""
        top = cell.lines[0].box[1] if cell.lines else cell.box[1]
        begun = [piece for piece in self.pieces if piece.top <= max(top, self.pieces[0].top)]
        return self._on_page(cell.box, begun[-1])

    def _on_page(self, box: Box, piece: Piece) -> Place:
        """The part of a box that stands on one page."""
        after = self.pieces[self.pieces.index(piece) + 1 :]
        left, top, right, bottom = box
        foot = min(bottom, after[0].top) if after else bottom
        shown = (left, max(top, piece.top) - piece.shift, right, foot - piece.shift)
        return Place(page=piece.page, box=rounded(shown))


@dataclass(frozen=True)
class RuledPage:
    """A page, its ruled tables from top to bottom, and the glyphs around them."""

    page: Page
    tables: tuple[RuledTable, ...]
    free: tuple[Glyph, ...]

    @classmethod
    def of(cls, page: Page) -> "RuledPage":
        found = [lattice for lattice in lattices(page) if _is_table(lattice)]
        shown = (*page.glyphs, *(map(drawn_glyph, page.marks) if found else ()))
        tables = tuple(
            RuledTable(
                lattice,
                (
                    *_within(shown, lattice.box),
                    *overhang(page.glyphs, lattice.box, lattice.horizontal),
                ),
                (Piece(page.number, lattice.ys[0]),),
            )
            for lattice in found
        )
        taken = {id(glyph) for table in tables for glyph in table.glyphs}
        return cls(page, tables, tuple(g for g in page.glyphs if id(g) not in taken))


def _is_table(lattice: Lattice) -> bool:
    """Whether a line stands between columns; a frame around a page or around rows is none."""
    left, right = lattice.xs[0] + EDGE, lattice.xs[-1] - EDGE
    return any(left < rule.at < right for rule in lattice.vertical)


def _within(glyphs: Iterable[Glyph], box: Box) -> list[Glyph]:
    left, top, right, bottom = box
    return [g for g in glyphs if left <= g.x <= right and top <= g.y <= bottom]


def _without_stamp(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """The glyphs of a table without those of a watermark over it: far larger than the rest."""
    if not glyphs:
        return []
    usual = median(glyph.size for glyph in glyphs)
    return [glyph for glyph in glyphs if glyph.size <= STAMP * usual or glyph.is_drawn]
