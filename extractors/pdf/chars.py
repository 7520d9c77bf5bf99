"""The characters of a PDF page, straight from PDFium, in the page's own coordinates."""

import ctypes
import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.pdf.matrices import address
from extractors.pdf.shapes import Colour, Point
from extractors.words.figures import UNTOLD
from extractors.words.radicals import plain

NO_GLYPHS = "\x02\u00ad\ufffe"
# What a font may say of a glyph whose character it does not know: nothing, or its bare code, which
# may look like a blank or a figure.
CONTROLS = frozenset(range(0x20)) - {0x02, 0x09, 0x0A, 0x0C, 0x0D}
SUSPICIOUS = frozenset((0x02, 0x09, 0x0A, 0x0C, 0x0D, 0x20, *range(0x30, 0x3A)))
UNKNOWN = UNTOLD
# What stands in the cells of a form: a figure, or the mark in its place.
MARKS = frozenset("/-—–―无零")
OF_FIGURES = frozenset("0123456789.,%") | MARKS
SLANT = 0.1


class Char(NamedTuple):
    """A character in the page's own coordinates: its font's box and its ink's as two corners each,
    where it stands, the angle of its line (an italic's is 0), how light it is at least, for a digit
    whether the text has a blank of its own between it and the digit before it, and of a figure's
    which text paints it."""

    char: str
    font: tuple[Point, Point]
    ink: tuple[Point, Point]
    origin: Point
    angle: float
    lightness: int
    is_after_blank: bool = False
    painter: int = 0


def chars_of(page: pdfium.PdfPage, has_pale: bool) -> Iterator[Char]:
    """The characters of a page. `has_pale` is whether any may be light, so that each must be
    asked."""
    textpage = page.get_textpage()
    text = textpage.raw
    box = raw.FS_RECTF()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    matrix = raw.FS_MATRIX()
    colour = Colour()
    digit = -1  # The number of the digit before, if nothing but blanks has followed it.
    try:
        for index in range(raw.FPDFText_CountChars(text)):
            char = _char(text, index)
            if not char:
                continue
            raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
            if char == UNKNOWN and left.value >= right.value:
                continue
            raw.FPDFText_GetLooseCharBox(text, index, box)
            raw.FPDFText_GetCharOrigin(text, index, x, y)
            raw.FPDFText_GetMatrix(text, index, matrix)
            yield Char(
                char,
                ((box.left, box.bottom), (box.right, box.top)),
                ((left.value, bottom.value), (right.value, top.value)),
                (x.value, y.value),
                math.atan2(matrix.b, matrix.a),
                _lightness(text, index, colour) if has_pale else 0,
                -1 < digit < index - 1 and char.isdigit() and _has_blank(text, digit, index),
                address(raw.FPDFText_GetTextObject(text, index)) if char in OF_FIGURES else 0,
            )
            digit = index if char.isdigit() else -1
    finally:
        textpage.close()


def _has_blank(text: ctypes.c_void_p, before: int, after: int) -> bool:
    """Whether the file itself has a blank between two characters; PDFium makes up others, between
    cells and lines."""
    return any(
        raw.FPDFText_IsGenerated(text, index) == 0
        and chr(raw.FPDFText_GetUnicode(text, index)).isspace()
        for index in range(before + 1, after)
    )


def _char(text: ctypes.c_void_p, index: int) -> str:
    """A character of a page, "" for one that prints nothing."""
    code = raw.FPDFText_GetUnicode(text, index)
    if code in SUSPICIOUS or code in CONTROLS:
        is_unknown = code in CONTROLS or raw.FPDFText_HasUnicodeMapError(text, index) == 1
        if is_unknown:
            return UNKNOWN
    return _printed(code)


@lru_cache(maxsize=16384)
def _printed(code: int) -> str:
    char = plain(chr(code))
    return "" if char.isspace() or char in NO_GLYPHS else char


def is_slanted(angle: float) -> bool:
    """Whether text at an angle (in radians) stands at a slant, as a watermark's does."""
    return SLANT < angle % (math.pi / 2) < math.pi / 2 - SLANT


def _lightness(text: ctypes.c_void_p, index: int, colour: Colour) -> int:
    """How light a character is; one that is outlined shows whatever fills it."""
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(text, index))
    if mode != raw.FPDF_TEXTRENDERMODE_FILL:
        return 0
    raw.FPDFText_GetFillColor(text, index, *colour.parts)
    return colour.lightness
