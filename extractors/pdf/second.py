"""The second reader of PDF: the page by pdfplumber."""

import io
import logging
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pdfplumber
from pdfplumber.page import Page
from pdfplumber.table import Table

from extractors.document import Block, Box, Document, Place
from extractors.layout.text_lines import TextLine, blocks_of
from extractors.pdf.chars import is_slanted
from extractors.pdf.glyphs import LARGE, Glyph, Toned, once
from extractors.pdf.pages import as_shown, read_pages
from extractors.pdf.running import key_of, running_lines
from extractors.pdf.second_tables import tables_of
from extractors.pdf.set_lines import text_lines
from extractors.pdf.shapes import LIGHT, WHITE, Rule
from extractors.pdf.stamps import Stamp, stamps, without
from extractors.pdf.two_up import is_two_up, is_wide
from extractors.spans import SpannedCell, expand

# Chromium's fonts name no box; pdfminer says so once for every character.
logging.getLogger("pdfminer").setLevel(logging.ERROR)
# The colour spaces that say how light a thing is, with their number of parts.
PARTS = {"DeviceGray": 1, "DeviceRGB": 3}

Rows = list[list[SpannedCell]]


def read_pdf_again(data: bytes) -> Document:
    """Ruled tables and the lines between them, in the order of the pages."""
    pages: list[_Page] = []
    stamped: frozenset[Stamp] = frozenset()
    with pdfplumber.open(io.BytesIO(as_shown(data))) as pdf:
        are_wide = all(is_wide(page.width, page.height) for page in pdf.pages)
        parts = 2 if are_wide and is_two_up(read_pages(data)) else 1
        for page in pdf.pages:
            seen = page.filter(_sees(page))
            stamped |= _stamps(seen)
            for part in _parts(_without(seen, stamped), parts):
                tables = tables_of(part)
                lines = _lines(part, [table.bbox for table in tables])
                grids = [(table.bbox[1], _rows(table, page.page_number)) for table in tables]
                pages.append(_Page(page.page_number, lines, grids))
            page.close()
    return Document("pdf", tuple(_blocks(pages)))


@dataclass(frozen=True)
class _Page:
    """The lines of a page outside its tables, and these: their top and their rows."""

    number: int
    lines: list[TextLine]
    tables: list[tuple[float, Rows]]


def _blocks(pages: Sequence[_Page]) -> list[Block]:
    """What the pages say in order, without their running heads and feet."""
    running = running_lines([page.lines for page in pages])
    blocks: list[Block] = []
    lines: list[TextLine] = []
    for page in pages:
        free = [line for line in page.lines if key_of(line) not in running]
        for top, rows in page.tables:
            above = [line for line in free if line.top < top]
            free = free[len(above) :]
            blocks += blocks_of([*lines, *above])
            lines = []
            blocks.append(expand(rows, Place(page=page.number, table=len(blocks))))
        lines += free
    return [*blocks, *blocks_of(lines)]


def _parts(page: Page, count: int) -> list[Page]:
    """The pages that stand side by side on a sheet, as many as there are."""
    if count == 1:
        return [page]
    left, top, right, bottom = page.bbox
    step = (right - left) / count
    return [
        page.crop((left + number * step, top, left + (number + 1) * step, bottom))
        for number in range(count)
    ]


def _sees(page: Page) -> Callable[[dict[str, Any]], bool]:
    """Whether a reader sees an object of the page: no slanted character, and no white or light
    large one unless something is painted behind it."""
    sizes = sorted(char["size"] for char in page.chars)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    painted = [thing for thing in (*page.rects, *page.curves, *page.images) if _paints(thing)]

    def is_seen(thing: dict[str, Any]) -> bool:
        if not _is_in(thing, page.bbox):
            return False
        if thing["object_type"] != "char":
            return True
        a, b, *_ = thing["matrix"]
        if is_slanted(math.atan2(b, a)):
            return False
        lightness = _lightness(thing)
        is_mark = lightness >= LIGHT and thing["size"] > LARGE * usual
        if lightness < WHITE and not is_mark:
            return True
        return any(_is_in(thing, (o["x0"], o["top"], o["x1"], o["bottom"])) for o in painted)

    return is_seen


def _stamps(page: Page) -> frozenset[Stamp]:
    edges = [
        (e, Rule(e["top"], e["x0"], e["x1"]), Rule(e["x0"], e["top"], e["bottom"]))
        for e in page.edges
    ]
    horizontal = [rule for edge, rule, _ in edges if edge["orientation"] == "h"]
    vertical = [rule for edge, _, rule in edges if edge["orientation"] == "v"]
    return stamps(_toned(page), horizontal, vertical)


def _without(page: Page, stamped: frozenset[Stamp]) -> Page:
    """The page without what is stamped over it, each character once."""
    toned = _toned(page)
    kept = {id(glyph) for glyph in once(one.glyph for one in without(toned, stamped))}
    gone = {id(c) for c, one in zip(page.chars, toned, strict=True) if id(one.glyph) not in kept}
    return page.filter(lambda thing: id(thing) not in gone) if gone else page


def _toned(page: Page) -> list[Toned]:
    return [Toned(_glyph(page, char), _lightness(char)) for char in page.chars]


def _glyph(page: Page, char: dict[str, Any]) -> Glyph:
    base = page.height - char["matrix"][5]
    return Glyph(char["text"], char["x0"], char["top"], char["x1"], char["bottom"], base)


def _is_in(thing: dict[str, Any], box: Box) -> bool:
    """Whether an object lies in a box, by its middle."""
    x, y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _paints(thing: dict[str, Any]) -> bool:
    if thing["object_type"] == "image":
        return True
    return bool(thing["fill"]) and _lightness(thing) < WHITE


def _lightness(thing: dict[str, Any]) -> float:
    """The least of the three colours, from 0 to 255; 0 where it is given in another way (the tint
    of a spot colour, say)."""
    colour = thing["non_stroking_color"]
    values = colour if isinstance(colour, (tuple, list)) else (colour,)
    parts = [float(value) for value in values if isinstance(value, (int, float))]
    named = thing.get("ncs")  # The colour space; shapes name none.
    is_plain = (
        len(parts) in PARTS.values() if named is None else PARTS.get(str(named)) == len(parts)
    )
    return 255 * min(parts) if is_plain and len(parts) == len(values) else 0.0


def _lines(page: Page, tables: Sequence[tuple[float, float, float, float]]) -> list[TextLine]:
    glyphs = [
        _glyph(page, c)
        for c in page.chars
        if not c["text"].isspace()
        and not any(box[1] <= (c["top"] + c["bottom"]) / 2 <= box[3] for box in tables)
    ]
    return [line.on_page(page.page_number) for line in text_lines(glyphs)]


def _rows(table: Table, page: int) -> Rows:
    texts = table.extract()
    lefts = sorted({round(cell[0]) for cell in table.cells})
    tops = sorted({round(cell[1]) for cell in table.cells})
    rows: Rows = [[] for _ in tops]
    for row, row_texts in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, row_texts, strict=True):
            if cell is None:
                continue
            left, top = lefts.index(round(cell[0])), tops.index(round(cell[1]))
            width = sum(round(cell[0]) <= x < round(cell[2]) for x in lefts)
            height = sum(round(cell[1]) <= y < round(cell[3]) for y in tops)
            rows[top].append(
                SpannedCell(_unwrapped(text or ""), height, width, left, Place(page=page))
            )
    for cells in rows:
        cells.sort(key=lambda cell: cell.column or 0)
    return rows


def _unwrapped(text: str) -> str:
    """A figure wrapped by a narrow cell, whole again."""
    return re.sub(r"(?<=[\d.,])\n(?=[\d.,]+$)", "", text)
