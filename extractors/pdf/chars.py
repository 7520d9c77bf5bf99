"""The characters of a PDF page, straight from PDFium, in the page's own coordinates."""

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.pdf.shapes import Point, shown_lightness
from extractors.words.radicals import plain

NO_GLYPHS = "\x02\u00ad\ufffe"
# What a font may say of a glyph whose character it does not know: nothing, or its bare code, which
# may look like a blank or a figure.
CONTROLS = frozenset(range(0x20)) - {0x02, 0x09, 0x0A, 0x0C, 0x0D}
SUSPICIOUS = frozenset((0x02, 0x09, 0x0A, 0x0C, 0x0D, 0x20, *range(0x30, 0x3A)))
UNKNOWN = "\ufffd"
SLANT = 0.1


@dataclass(frozen=True)
class Char:
    """A character in the page's own coordinates: its font's box and its ink's as two corners each,
    where it stands, the angle of its line (an italic's is 0), and how light it is at least."""

    char: str
    font: tuple[Point, Point]
    ink: tuple[Point, Point]
    origin: Point
    angle: float
    lightness: int


def chars_of(page: pdfium.PdfPage, has_pale: bool) -> Iterator[Char]:
    """The characters of a page. `has_pale` is whether any may be light, so that each must be
    asked."""
    textpage = page.get_textpage()
    box = raw.FS_RECTF()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = raw.FS_MATRIX()
    try:
        for index in range(raw.FPDFText_CountChars(textpage.raw)):
            code = raw.FPDFText_GetUnicode(textpage.raw, index)
            char = UNKNOWN if _is_unknown(textpage, index, code) else plain(chr(code))
            if char.isspace() or char in NO_GLYPHS:
                continue
            lightness = _lightness(textpage, index) if has_pale else 0
            raw.FPDFText_GetLooseCharBox(textpage.raw, index, box)
            raw.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
            if char == UNKNOWN and left.value >= right.value:
                continue
            raw.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
            raw.FPDFText_GetMatrix(textpage.raw, index, matrix)
            yield Char(
                char,
                ((box.left, box.bottom), (box.right, box.top)),
                ((left.value, bottom.value), (right.value, top.value)),
                (x.value, y.value),
                math.atan2(matrix.b, matrix.a),
                lightness,
            )
    finally:
        textpage.close()


def _is_unknown(textpage: pdfium.PdfTextPage, index: int, code: int) -> bool:
    """Whether nobody knows which character a glyph shows."""
    return code in CONTROLS or (
        code in SUSPICIOUS and raw.FPDFText_HasUnicodeMapError(textpage.raw, index) == 1
    )


def is_slanted(angle: float) -> bool:
    """Whether text at an angle (in radians) stands at a slant, as a watermark's does."""
    return SLANT < angle % (math.pi / 2) < math.pi / 2 - SLANT


def _lightness(textpage: pdfium.PdfTextPage, index: int) -> int:
    """How light a character is; one that is outlined shows whatever fills it."""
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(textpage.raw, index))
    if mode != raw.FPDF_TEXTRENDERMODE_FILL:
        return 0
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(textpage.raw, index, red, green, blue, alpha)
    return shown_lightness(red.value, green.value, blue.value, alpha.value)
