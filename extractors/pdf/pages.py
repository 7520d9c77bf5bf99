"""What stands on a PDF page: glyphs with their boxes, and what is drawn.

Coordinates are points from the top left of the page as it is shown (rotation applied), or, where
its text lies on its side, as it is when turned upright.
"""

import io
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import pypdfium2 as pdfium

from extractors.document import Box, UnreadableError
from extractors.pdf.annotations import flattened, laid_over, unread
from extractors.pdf.chars import Char, chars_of, is_slanted
from extractors.pdf.drawn import Drawn
from extractors.pdf.file import opened
from extractors.pdf.glyphs import Glyph, Toned, once, seen
from extractors.pdf.hidden import with_doubts
from extractors.pdf.layers import may_have_layers
from extractors.pdf.markings import markings_on, with_struck_by
from extractors.pdf.overflow import overflows
from extractors.pdf.shapes import Point, Rule, Shapes, Show, shown_box
from extractors.pdf.skew import skew_of, straightened
from extractors.pdf.stamps import Stamp, stamps, without


@dataclass(frozen=True)
class Page:
    """One page: `number` from 1, glyphs, ruled lines, the pictures that it shows, all that is drawn
    on it about as large as a figure, how many characters were left out since no reader sees them as
    text of the report, how many texts that are laid over it could not be read, whether its text is
    a machine's reading of pictures, whether its right edge cuts a line, and how many characters of
    figures are covered, cut off or crossed out."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    marks: tuple[Box, ...] = ()
    unseen: int = 0
    unread: int = 0
    is_by_machine: bool = False
    is_cut: bool = False
    doubted: int = 0


def read_pages(data: bytes) -> list[Page]:
    """Every page. Raises UnreadableError for broken or protected files."""
    document = opened(data)
    try:
        has_layers = may_have_layers(data)
        sheets = [_sheet(document, index, has_layers) for index in range(len(document))]
        stamped = frozenset(stamp for sheet in sheets for stamp in sheet.stamps)
        return [_page(sheet, stamped) for sheet in sheets]
    except pdfium.PdfiumError as error:
        raise UnreadableError("broken_file", f"a page of the PDF is broken ({error})") from error
    finally:
        document.close()


def as_shown(data: bytes) -> bytes:
    """The file with every page as a viewer shows it: with the texts laid over it, cut where it is
    cropped, and turned so that its text stands upright; the same bytes where all pages are so.
    Raises UnreadableError for broken or protected files."""
    document = opened(data)
    try:
        changed = [_change(document, index) for index in range(len(document))]
        if not any(changed):
            return data
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()
    finally:
        document.close()


def _change(document: pdfium.PdfDocument, index: int) -> bool:
    """Lays texts over a page, cuts it and turns it upright; whether anything had to be done."""
    page = document[index]
    laid = laid_over(document, page)
    page = flattened(document, page, index) if laid else page
    box = page.get_bbox()
    chars = _within(chars_of(page, False), box)
    rotation = _upright(chars, page.get_rotation())
    is_turned = bool(rotation != page.get_rotation())
    if is_turned:
        page.set_rotation(rotation)
    is_cut = page.get_mediabox(fallback_ok=False) != box
    if is_cut:
        page.set_mediabox(*box)
    page.close()
    return is_turned or is_cut or bool(laid)


@dataclass(frozen=True)
class _Sheet:
    """A page, its glyphs still apart, and what is stamped all over it. How much is unseen is
    counted without the stamps."""

    bare: Page
    toned: Sequence[Toned]
    stamps: frozenset[Stamp]


def _page(sheet: _Sheet, stamped: frozenset[Stamp]) -> Page:
    """The page without what is stamped over the document."""
    toned = without(sheet.toned, stamped)
    glyphs = tuple(once(one.glyph for one in toned))
    unseen = sheet.bare.unseen + len(sheet.toned) - len(toned)
    return replace(sheet.bare, glyphs=glyphs, unseen=unseen)


def _sheet(document: pdfium.PdfDocument, index: int, has_layers: bool) -> _Sheet:
    page = document[index]
    try:
        drawn = Drawn.on(page)
        markings = markings_on(document, page)
        if laid := laid_over(document, page):
            page = flattened(document, page, index)
            # A field's own frame is no line of a table, and no figure.
            drawn = replace(Drawn.on(page), lines=drawn.lines, marks=drawn.marks)
        is_by_machine = drawn.is_read_by_machine
        if not is_by_machine:
            drawn.remove_invisible(page)
        box = page.get_bbox()
        chars: Sequence[Char] = _within(chars_of(page, drawn.has_pale_text), box)
        rotation = _upright(chars, page.get_rotation())
        turned = rotation - page.get_rotation()
        width, height = page.get_size()
        width, height = (height, width) if turned % 180 else (width, height)
        show, shapes = _straight(drawn, chars, _shown(rotation, box), (width, height))
        doubted = 0
        if not is_by_machine:
            chars, doubted = with_doubts(document, page, drawn, chars, markings, has_layers)
        toned = seen(chars, show, shapes.fills)
        if markings.struck:
            toned = with_struck_by(toned, [shown_box(show, box) for box in markings.struck])
        bare = Page(
            index + 1,
            width,
            height,
            (),
            shapes.horizontal,
            shapes.vertical,
            shapes.pictures,
            shapes.marks,
            len(chars) - len(toned),
            unread(page, laid) if laid else 0,
            is_by_machine,
            overflows(drawn, box),
            doubted,
        )
        has_stamps = drawn.has_pale_text
        lines = (shapes.horizontal, shapes.vertical)
        return _Sheet(bare, toned, stamps(toned, *lines) if has_stamps else frozenset())
    finally:
        page.close()


def _straight(drawn: Drawn, chars: Sequence[Char], show: Show, size: Point) -> tuple[Show, Shapes]:
    """How a page is shown and what is drawn on it then: a page that lies aslant stands upright,
    unless that takes lines from it."""
    shapes = drawn.shapes(show, size)
    if skew := skew_of(chars):
        straight = straightened(show, size, skew)
        turned = drawn.shapes(straight, size)
        if turned.count_rules() >= shapes.count_rules():
            return straight, turned
    return show, shapes


def _within(chars: Iterable[Char], box: Box) -> list[Char]:
    """The characters that stand within a box: beyond its page no viewer shows any."""
    left, bottom, right, top = box
    return [
        char
        for char in chars
        if left <= (char.ink[0][0] + char.ink[1][0]) / 2 <= right
        and bottom <= (char.ink[0][1] + char.ink[1][1]) / 2 <= top
    ]


def _upright(chars: Sequence[Char], declared: int) -> int:
    """By how many degrees, clockwise, the page must be turned so that most of its text stands
    upright: as declared, unless a whole page was set on its side. A watermark has no say."""
    quarters: Counter[int] = Counter()
    for angle, count in Counter(char.angle for char in chars).items():
        if not is_slanted(angle):
            quarters[round(angle / (math.pi / 2)) % 4] += count
    usual = max(quarters, key=quarters.__getitem__, default=0)
    is_most = quarters[usual] > quarters.total() / 2
    return usual * 90 if is_most else declared


def _shown(rotation: int, box: Box) -> Show:
    """From PDF user space (origin bottom left) to the shown page (origin top left)."""
    left, bottom, right, top = box
    return {
        0: lambda p: (p[0] - left, top - p[1]),
        90: lambda p: (p[1] - bottom, p[0] - left),
        180: lambda p: (right - p[0], p[1] - bottom),
        270: lambda p: (top - p[1], right - p[0]),
    }[rotation % 360]
