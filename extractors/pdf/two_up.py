"""Two pages printed side by side on one sheet: each is read as a page of its own."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Block, Box, Grid, Place
from extractors.pdf.glyphs import Glyph
from extractors.pdf.pages import Page
from extractors.pdf.set_lines import text_lines
from extractors.pdf.shapes import Rule

# A sheet's width in its heights, and in its widths how much stays free on each side of its middle.
WIDE, FREE = 1.2, 0.02
# In widths of a half: how far a line of text or of a table reaches in a page.
FILLS = 0.6


def is_two_up(pages: Sequence[Page]) -> bool:
    """Whether all pages are sheets with two pages side by side: none has text or a line in its
    middle, and on one at least both halves are filled as pages are, not as a form's columns."""
    if not pages or not all(is_wide(page.width, page.height) for page in pages):
        return False
    return all(map(_has_gutter, pages)) and any(
        all(_is_filled(half) for half in _halves(page)) for page in pages
    )


def is_wide(width: float, height: float) -> bool:
    """Whether a sheet is wide enough for two pages."""
    return width > WIDE * height


def halves_in_order(pages: Sequence[Page]) -> list[Page]:
    """The pages on the sheets, numbered through."""
    halves = [half for page in pages for half in _halves(page)]
    return [replace(half, number=number) for number, half in enumerate(halves, 1)]


def on_sheets(blocks: Sequence[Block], sheets: Sequence[Page]) -> list[Block]:
    """What was read from the halves, with its places on the sheets."""
    return [
        replace(
            block,
            place=_on_sheet(block.place, sheets),
            cells=tuple(replace(cell, place=_on_sheet(cell.place, sheets)) for cell in block.cells),
        )
        if isinstance(block, Grid)
        else replace(block, place=_on_sheet(block.place, sheets))
        for block in blocks
    ]


def _on_sheet(place: Place, sheets: Sequence[Page]) -> Place:
    if place.page is None:
        return place
    sheet = sheets[(place.page - 1) // 2]
    shift = 0.0 if place.page % 2 else sheet.width / 2
    box = place.box and (
        round(place.box[0] + shift, 1),
        place.box[1],
        round(place.box[2] + shift, 1),
        place.box[3],
    )
    return replace(place, page=sheet.number, box=box)


def _has_gutter(page: Page) -> bool:
    left, right = page.width * (0.5 - FREE), page.width * (0.5 + FREE)
    return not (
        any(glyph.right > left and glyph.left < right for glyph in page.glyphs)
        or any(rule.end > left and rule.start < right for rule in page.horizontal)
        or any(left < rule.at < right for rule in page.vertical)
    )


def _is_filled(half: Page) -> bool:
    """Whether ruled lines, or a line of running text, go through most of a half."""
    reach = FILLS * half.width
    starts, ends = [r.start for r in half.horizontal], [r.end for r in half.horizontal]
    return max(ends, default=0.0) - min(starts, default=0.0) > reach or any(
        line.box[2] - line.box[0] > reach and len(line.pieces) == 1
        for line in text_lines(half.glyphs)
    )


def _halves(page: Page) -> tuple[Page, Page]:
    middle = page.width / 2
    return _part(page, 0.0, middle), _part(page, middle, page.width)


def _part(page: Page, start: float, end: float) -> Page:
    return replace(
        page,
        width=end - start,
        glyphs=tuple(_moved(g, start) for g in page.glyphs if start <= g.x < end),
        horizontal=tuple(
            Rule(r.at, r.start - start, r.end - start)
            for r in page.horizontal
            if start <= r.start < end
        ),
        vertical=tuple(replace(r, at=r.at - start) for r in page.vertical if start <= r.at < end),
        pictures=_boxes(page.pictures, start, end),
        marks=_boxes(page.marks, start, end),
    )


def _boxes(boxes: Sequence[Box], start: float, end: float) -> tuple[Box, ...]:
    return tuple(
        (b[0] - start, b[1], b[2] - start, b[3]) for b in boxes if start <= (b[0] + b[2]) / 2 < end
    )


def _moved(glyph: Glyph, start: float) -> Glyph:
    return replace(glyph, left=glyph.left - start, right=glyph.right - start)
