"""What stands on a PDF page: glyphs and ruled lines with their boxes, straight from PDFium.

Coordinates are points from the page's top left, as the page is shown (rotation applied).
"""

import ctypes
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import UnreadableError

THIN = 3.0
LONGEST_DOT = 1.0
NO_GLYPHS = "\x00\x02\u00ad\ufffe"
DEEPEST_FORM = 6
SLANT = 0.1
HAIR = 0.25
NEAR = 2.0

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Glyph:
    """One character, its box (the font's box, so that a line's glyphs share top and bottom; some
    fonts have none, and it is the ink's) and the line on which it stands. One that is struck out
    takes room and says nothing."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    is_struck: bool = False

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
class Rule:
    """A straight ruled line: `at` is its y (horizontal) or x (vertical)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Page:
    """One page: `number` from 1, glyphs, ruled lines, and how many pictures it shows."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    pictures: int


def read_pages(data: bytes) -> list[Page]:
    """Every page. Raises UnreadableError for broken or protected files."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableError(
                "password", "the PDF is protected by a password; ask the agency for an open copy"
            ) from error
        raise UnreadableError(
            "broken_file", f"the PDF can't be opened ({error}); fetch it again"
        ) from error
    try:
        return [_page(document, index) for index in range(len(document))]
    except pdfium.PdfiumError as error:
        raise UnreadableError("broken_file", f"a page of the PDF is broken ({error})") from error
    finally:
        document.close()


def _page(document: pdfium.PdfDocument, index: int) -> Page:
    page = document[index]
    try:
        left, bottom, right, top = page.get_mediabox(fallback_ok=True)
        show = _shown(page.get_rotation(), (left, bottom, right, top))
        width, height = page.get_size()
        glyphs = tuple(_glyphs(page, show))
        lines: list[tuple[Point, Point]] = []
        pictures = _collect(
            page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, lines
        )
        shown = [(show(a), show(b)) for a, b in lines]
        return Page(
            index + 1,
            width,
            height,
            glyphs,
            tuple(_horizontal(shown)),
            tuple(_vertical(shown)),
            pictures,
        )
    finally:
        page.close()


def _shown(rotation: int, box: tuple[float, float, float, float]) -> Callable[[Point], Point]:
    """From PDF user space (origin bottom left) to the shown page (origin top left)."""
    left, bottom, right, top = box
    return {
        0: lambda p: (p[0] - left, top - p[1]),
        90: lambda p: (p[1] - bottom, p[0] - left),
        180: lambda p: (right - p[0], p[1] - bottom),
        270: lambda p: (top - p[1], right - p[0]),
    }[rotation % 360]


def _glyphs(page: pdfium.PdfPage, show: Callable[[Point], Point]) -> Iterator[Glyph]:
    """The page's glyphs. Text set upright reports a font box many times its size: there the ink's
    box is taken."""
    found = list(_boxed(page, show))
    sizes = sorted(font.size for font, _ in found)
    most = 4 * sizes[len(sizes) // 2] if sizes else 0
    seen: dict[tuple[str, int], list[Glyph]] = {}
    for font, ink in found:
        glyph = ink if font.size > most else font
        alike = seen.setdefault((glyph.char, round(glyph.y / NEAR)), [])
        if not any(_is_bold(glyph, other) for other in alike):
            yield glyph
        alike.append(glyph)


def _is_bold(glyph: Glyph, other: Glyph) -> bool:
    """Whether two equal characters fake one in bold: printed a hair apart."""
    width, height = glyph.right - glyph.left, glyph.size
    return abs(glyph.x - other.x) <= HAIR * width and abs(glyph.y - other.y) <= HAIR * height


def _boxed(page: pdfium.PdfPage, show: Callable[[Point], Point]) -> Iterator[tuple[Glyph, Glyph]]:
    """Each character with its font's box and with its ink's box."""
    textpage = page.get_textpage()
    box = raw.FS_RECTF()
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    try:
        for index in range(raw.FPDFText_CountChars(textpage.raw)):
            char = chr(raw.FPDFText_GetUnicode(textpage.raw, index))
            if char.isspace() or char in NO_GLYPHS or _is_unshown(textpage, index):
                continue
            raw.FPDFText_GetLooseCharBox(textpage.raw, index, box)
            raw.FPDFText_GetCharBox(textpage.raw, index, left, right, bottom, top)
            raw.FPDFText_GetCharOrigin(textpage.raw, index, x, y)
            base = show((x.value, y.value))[1]
            font = _glyph(char, show((box.left, box.bottom)), show((box.right, box.top)), base)
            ink = _glyph(
                char, show((left.value, bottom.value)), show((right.value, top.value)), base
            )
            yield font, ink
    finally:
        textpage.close()


def _is_unshown(textpage: pdfium.PdfTextPage, index: int) -> bool:
    """Whether a character is drawn invisibly, or stands at a slant as those of a watermark do."""
    mode = raw.FPDFTextObj_GetTextRenderMode(raw.FPDFText_GetTextObject(textpage.raw, index))
    if mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    angle = raw.FPDFText_GetCharAngle(textpage.raw, index) % (math.pi / 2)
    return bool(SLANT < angle < math.pi / 2 - SLANT)


def _glyph(char: str, a: Point, b: Point, base: float) -> Glyph:
    return Glyph(char, min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]), base)


def _collect(
    holder: ctypes.c_void_p,
    count: Callable[..., int],
    get: Callable[..., ctypes.c_void_p],
    matrix: Matrix,
    lines: list[tuple[Point, Point]],
    depth: int = 0,
) -> int:
    """Adds the straight lines of a page or form to `lines`; returns the number of pictures."""
    pictures = 0
    for index in range(count(holder)):
        thing = get(holder, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            lines.extend(_lines(thing, _multiply(_matrix(thing), matrix)))
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            inner = _multiply(_matrix(thing), matrix)
            pictures += _collect(
                thing,
                raw.FPDFFormObj_CountObjects,
                raw.FPDFFormObj_GetObject,
                inner,
                lines,
                depth + 1,
            )
    return pictures


def _matrix(thing: ctypes.c_void_p) -> Matrix:
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, m):
        return IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _multiply(first: Matrix, then: Matrix) -> Matrix:
    if then == IDENTITY:
        return first
    a, b, c, d, e, f = first
    ta, tb, tc, td, te, tf = then
    return (
        a * ta + b * tc,
        a * tb + b * td,
        c * ta + d * tc,
        c * tb + d * td,
        e * ta + f * tc + te,
        e * tb + f * td + tf,
    )


def _lines(path: ctypes.c_void_p, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    """The straight edges of a stroked path, and the middle lines of thin filled boxes. Wide filled
    boxes are backgrounds and no rules."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for points in _subpaths(path, matrix):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if stroke.value:
            yield from pairwise(points)
        elif fill.value and high - low <= THIN < right - left:
            yield (left, (low + high) / 2), (right, (low + high) / 2)
        elif fill.value and right - left <= THIN < high - low:
            yield ((left + right) / 2, low), ((left + right) / 2, high)


def _subpaths(path: ctypes.c_void_p, matrix: Matrix) -> Iterator[list[Point]]:
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = [point]
        else:
            points.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _horizontal(lines: list[tuple[Point, Point]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in lines:
        if abs(y1 - y0) <= 1 and abs(x1 - x0) > LONGEST_DOT:
            yield Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1))


def _vertical(lines: list[tuple[Point, Point]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in lines:
        if abs(x1 - x0) <= 1 and abs(y1 - y0) > LONGEST_DOT:
            yield Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1))
