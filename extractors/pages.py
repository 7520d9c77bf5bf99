"""What stands on a PDF page: glyphs with their boxes, straight from PDFium, and what is drawn.

Coordinates are points from the top left of the page as it is shown (rotation applied), or, where
its text lies on its side, as it is when turned upright.
"""

import ctypes
import io
import math
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Box, UnreadableError
from extractors.shapes import LIGHT, WHITE, Drawn, Point, Rule, Show

NO_GLYPHS = "\x00\x02\u00ad\ufffe"
# A watermark is far larger than the text.
LARGE = 2.0
RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
SLANT = 0.1
HAIR = 0.25
# In type sizes: digits stand on their line, superior ones well above it.
FOOT = 0.2
NEAR = 2.0


@dataclass(frozen=True)
class Glyph:
    """One character, its box (the font's box, so that a line's glyphs share top and bottom; some
    fonts have none, and it is the ink's) and the line on which it stands. One that is struck out
    takes room and says nothing; a superior digit is a font's own small and raised one."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    is_struck: bool = False
    is_superior: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether it is no plain part of its line."""
        return self.is_struck or self.is_superior

    @property
    def x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def y(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def size(self) -> float:
        return self.bottom - self.top


@dataclass(frozen=True)
class Page:
    """One page: `number` from 1, glyphs, ruled lines, the pictures that it shows, and how many
    characters were left out since no reader sees them as text of the report."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    unseen: int = 0


def read_pages(data: bytes) -> list[Page]:
    """Every page. Raises UnreadableError for broken or protected files."""
    document = _opened(data)
    try:
        return [_page(document, index) for index in range(len(document))]
    except pdfium.PdfiumError as error:
        raise UnreadableError("broken_file", f"a page of the PDF is broken ({error})") from error
    finally:
        document.close()


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                "password", "the PDF is protected by a password; ask the agency for an open copy"
            ) from error
        raise UnreadableError(
            "broken_file", f"the PDF can't be opened ({error}); fetch it again"
        ) from error


def upright(data: bytes) -> bytes:
    """The file with every page turned so that its text stands upright; the same bytes where all
    do. Raises UnreadableError for broken or protected files."""
    document = _opened(data)
    try:
        turned = [_turn(document[index]) for index in range(len(document))]
        if not any(turned):
            return data
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()
    finally:
        document.close()


def _turn(page: pdfium.PdfPage) -> bool:
    """Turns a page upright; whether it was not."""
    rotation = _upright(list(_chars(page, False)), page.get_rotation())
    is_turned = bool(rotation != page.get_rotation())
    if is_turned:
        page.set_rotation(rotation)
    return is_turned


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    try:
        box = page.get_mediabox(fallback_ok=True)
        drawn = Drawn.on(page)
        chars = list(_chars(page, drawn.has_pale_text))
        rotation = _upright(chars, page.get_rotation())
        turned = rotation - page.get_rotation()
        show = _shown(rotation, box)
        width, height = page.get_size()
        shapes = drawn.shapes(show)
        glyphs, unseen = _glyphs(chars, show, shapes.fills)
        return Page(
            index + 1,
            height if turned % 180 else width,
            width if turned % 180 else height,
            glyphs,
            shapes.horizontal,
            shapes.vertical,
            shapes.pictures,
            unseen,
        )
    finally:
        page.close()


def _upright(chars: Sequence["_Char"], declared: int) -> int:
    """By how many degrees, clockwise, the page must be turned so that most of its text stands
    upright: as declared, unless a whole page was set on its side. A watermark has no say."""
    quarters = [
        round(char.angle / (math.pi / 2)) % 4 for char in chars if not is_slanted(char.angle)
    ]
    usual = max(set(quarters), key=quarters.count, default=0)
    is_most = quarters.count(usual) > len(quarters) / 2
    return usual * 90 if is_most else declared


def _shown(rotation: int, box: tuple[float, float, float, float]) -> Show:
    """From PDF user space (origin bottom left) to the shown page (origin top left)."""
    left, bottom, right, top = box
    return {
        0: lambda p: (p[0] - left, top - p[1]),
        90: lambda p: (p[1] - bottom, p[0] - left),
        180: lambda p: (right - p[0], p[1] - bottom),
        270: lambda p: (top - p[1], right - p[0]),
    }[rotation % 360]


@dataclass(frozen=True)
class _Char:
    """A character in the page's own coordinates: its font's box and its ink's as two corners each,
    where it stands, the angle of its line (an italic's is 0), and how light it is at least."""

    char: str
    font: tuple[Point, Point]
    ink: tuple[Point, Point]
    origin: Point
    angle: float
    lightness: int


def _chars(page: pdfium.PdfPage, has_pale: bool) -> Iterator[_Char]:
    """The characters of a page that are drawn. `has_pale` is whether any may be light or invisible,
    so that each must be asked."""
    textpage = page.get_textpage()
    box = raw.FS_RECTF()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = raw.FS_MATRIX()
    try:
        for index in range(raw.FPDFText_CountChars(textpage.raw)):
            char = _plain(chr(raw.FPDFText_GetUnicode(textpage.raw, index)))
            if char.isspace() or char in NO_GLYPHS:
                continue
            lightness = _lightness(textpage, index) if has_pale else 0
            if lightness is None:
                continue
            raw.FPDFText_GetLooseCharBox(textpage.raw, index, box)
            raw.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
            raw.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
            raw.FPDFText_GetMatrix(textpage.raw, index, matrix)
            yield _Char(
                char,
                ((box.left, box.bottom), (box.right, box.top)),
                ((left.value, bottom.value), (right.value, top.value)),
                (x.value, y.value),
                math.atan2(matrix.b, matrix.a),
                lightness,
            )
    finally:
        textpage.close()


def _plain(char: str) -> str:
    """The character itself where a font says its radical or a form kept for compatibility, which
    look alike: 一 for ⼀, 六 for U+F9D1."""
    return unicodedata.normalize("NFKC", char) if RADICALS.match(char) else char


def _lightness(textpage: pdfium.PdfTextPage, index: int) -> int | None:
    """How light a character is, None where it is invisible; one that is outlined shows whatever
    fills it."""
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(textpage.raw, index))
    if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return None
    if mode != raw.FPDF_TEXTRENDERMODE_FILL:
        return 0
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage.raw, index, red, green, blue, alpha)
    return min(red.value, green.value, blue.value)


def _glyphs(
    chars: Sequence[_Char], show: Show, fills: Sequence[Box]
) -> tuple[tuple[Glyph, ...], int]:
    """The glyphs that a reader sees, and how many characters that are not. Text set upright reports
    a font box many times its size: there the ink's box is taken."""
    upright = [
        (char, _glyph(char, char.font, show)) for char in chars if not is_slanted(char.angle)
    ]
    usual = median(font.size for _, font in upright) if upright else 0.0
    shown = [
        _glyph(char, char.ink, show) if font.size > 4 * usual else font
        for char, font in upright
        if char.lightness < LIGHT or not _is_unseen(char, font, usual, fills)
    ]
    return tuple(_once(shown)), len(chars) - len(shown)


def _once(glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
    """Each glyph once, however often it is printed to fake a bold one."""
    seen: dict[tuple[str, int], list[Glyph]] = {}
    for glyph in glyphs:
        alike = seen.setdefault((glyph.char, round(glyph.y / NEAR)), [])
        if not any(_is_bold(glyph, other) for other in alike):
            yield glyph
        alike.append(glyph)


def is_slanted(angle: float) -> bool:
    """Whether text at an angle (in radians) stands at a slant, as a watermark's does."""
    return SLANT < angle % (math.pi / 2) < math.pi / 2 - SLANT


def _is_unseen(char: _Char, glyph: Glyph, usual: float, fills: Sequence[Box]) -> bool:
    """Whether a light character is a watermark's, or white on white. On anything painted it is
    meant to be seen."""
    if any(b[0] <= glyph.x <= b[2] and b[1] <= glyph.y <= b[3] for b in fills):
        return False
    return char.lightness >= WHITE or glyph.size > LARGE * usual


def _is_bold(glyph: Glyph, other: Glyph) -> bool:
    """Whether two equal characters fake one in bold: printed a hair apart."""
    width, height = glyph.right - glyph.left, glyph.size
    return abs(glyph.x - other.x) <= HAIR * width and abs(glyph.y - other.y) <= HAIR * height


def _glyph(char: _Char, corners: tuple[Point, Point], show: Show) -> Glyph:
    a, b = show(corners[0]), show(corners[1])
    base, top, bottom = show(char.origin)[1], min(a[1], b[1]), max(a[1], b[1])
    is_digit = char.char.isdecimal()
    foot = max(show(char.ink[0])[1], show(char.ink[1])[1]) if is_digit else base
    is_superior = base - foot > FOOT * (bottom - top)
    return Glyph(
        char.char,
        min(a[0], b[0]),
        top,
        max(a[0], b[0]),
        bottom,
        base,
        is_superior=is_superior,
    )
