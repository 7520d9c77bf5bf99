"""What is drawn on a PDF page beside its text: ruled lines, filled boxes and pictures.

Straight from PDFium, in points from the top left of the page as it is shown.
"""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Box

THIN = 3.0
# In points, and for a filled box in its own widths.
LONGEST_DOT = 1.0
DEEPEST_FORM = 6
# In points: a frame may stand on the very edge of the page.
EDGE = 1.0
# The least of all three colours from which on a box looks as white as the page.
WHITE = 250
# From which on large text may be a watermark's, and any text.
LIGHT, PALE = 150, 100

Point = tuple[float, float]
Show = Callable[[Point], Point]
Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True)
class Rule:
    """A straight ruled line: `at` is its y (horizontal) or x (vertical)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Shapes:
    """Ruled lines, what covers a part of the page with a colour, and the pictures that it shows."""

    horizontal: tuple[Rule, ...]
    vertical: tuple[Rule, ...]
    fills: tuple[Box, ...]
    pictures: tuple[Box, ...]


@dataclass
class Drawn:
    """Everything drawn on a page, in the page's own coordinates, and whether any of its text is
    light or invisible."""

    lines: list[tuple[Point, Point]] = field(default_factory=list)
    fills: list[tuple[Point, Point]] = field(default_factory=list)
    pictures: list[tuple[Point, Point]] = field(default_factory=list)
    has_pale_text: bool = False

    @classmethod
    def on(cls, page: pdfium.PdfPage) -> "Drawn":
        """What is drawn on a page."""
        drawn = cls()
        _collect(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, drawn)
        return drawn

    def shapes(self, show: Show, size: Point) -> Shapes:
        """As the page is shown: `show` turns the page's own coordinates into those, and what lies
        beyond its width and height is not shown."""
        lines = [(show(a), show(b)) for a, b in self.lines]
        fills = tuple(_box(show(a), show(b)) for a, b in self.fills)
        pictures = tuple(_box(show(a), show(b)) for a, b in self.pictures)
        return Shapes(
            tuple(_cut(_horizontal(lines), size[1], size[0])),
            tuple(_cut(_vertical(lines), size[0], size[1])),
            fills,
            tuple(box for box in pictures if _is_on(box, size)),
        )


def _is_on(box: Box, size: Point) -> bool:
    return box[0] < size[0] and box[1] < size[1] and box[2] > 0 and box[3] > 0


def _cut(rules: Iterator[Rule], across: float, along: float) -> Iterator[Rule]:
    """What of the rules lies on a page that is so wide across and along them."""
    for rule in rules:
        if -EDGE <= rule.at <= across + EDGE and rule.start < along and rule.end > 0:
            yield Rule(rule.at, max(rule.start, -EDGE), min(rule.end, along + EDGE))


def _box(a: Point, b: Point) -> Box:
    return min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])


def _collect(
    holder: ctypes.c_void_p,
    count: Callable[..., int],
    get: Callable[..., ctypes.c_void_p],
    matrix: Matrix,
    drawn: Drawn,
    depth: int = 0,
) -> None:
    """Adds what a page or form draws."""
    for index in range(count(holder)):
        thing = get(holder, index)
        kind = raw.FPDFPageObj_GetType(thing)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _add_path(thing, _multiply(_matrix(thing), matrix), drawn)
        if _paints(thing, kind):
            drawn.fills += _bounds(thing, matrix)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            drawn.has_pale_text = drawn.has_pale_text or _is_pale(thing)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            drawn.pictures += _bounds(thing, matrix)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            inner = _multiply(_matrix(thing), matrix)
            _collect(
                thing,
                raw.FPDFFormObj_CountObjects,
                raw.FPDFFormObj_GetObject,
                inner,
                drawn,
                depth + 1,
            )


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


def _add_path(path: ctypes.c_void_p, matrix: Matrix, drawn: Drawn) -> None:
    """Adds the straight edges of a stroked path, and the middle lines of thin filled boxes. Wide
    filled boxes are backgrounds and no rules."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    for points in _subpaths(path, matrix):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        if stroke.value:
            drawn.lines += pairwise(points)
        elif fill.value and _is_line(right - left, high - low):
            drawn.lines.append(((left, (low + high) / 2), (right, (low + high) / 2)))
        elif fill.value and _is_line(high - low, right - left):
            drawn.lines.append((((left + right) / 2, low), ((left + right) / 2, high)))


def _is_line(length: float, width: float) -> bool:
    """Whether a filled box is a line, or a short piece of one, as over a narrow column."""
    return width <= THIN < length or LONGEST_DOT * width < length <= THIN


def _paints(thing: ctypes.c_void_p, kind: int) -> bool:
    """Whether a thing covers a part of the page with anything but white: a filled path, a thick
    line, a picture, a shading."""
    if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
        return True
    if kind != raw.FPDF_PAGEOBJ_PATH:
        return False
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    raw.FPDFPageObj_GetStrokeWidth(thing, width)
    is_thick = bool(stroke.value) and width.value > THIN
    return is_thick or (bool(fill.value) and _lightness(thing) < WHITE)


def _bounds(thing: ctypes.c_void_p, matrix: Matrix) -> Iterator[tuple[Point, Point]]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        a, b, c, d, e, f = matrix
        corners = ((left.value, bottom.value), (right.value, top.value))
        (x0, y0), (x1, y1) = ((a * x + c * y + e, b * x + d * y + f) for x, y in corners)
        yield (x0, y0), (x1, y1)


def _is_pale(text: ctypes.c_void_p) -> bool:
    mode = raw.FPDFTextObj_GetTextRenderMode(text)
    return bool(mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE) or _lightness(text) >= PALE


def _lightness(thing: ctypes.c_void_p) -> int:
    """The least of the three colours that fill a thing, from 0 to 255: 255 where it is transparent,
    0 where it is filled otherwise, with a pattern, say."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFPageObj_GetFillColor(thing, red, green, blue, alpha):
        return 0
    return shown_lightness(red.value, green.value, blue.value, alpha.value)


def shown_lightness(red: int, green: int, blue: int, alpha: int) -> int:
    """How light a colour looks at least on white, when it is as opaque as alpha says."""
    return 255 - (255 - min(red, green, blue)) * alpha // 255


def _subpaths(path: ctypes.c_void_p, matrix: Matrix) -> Iterator[list[Point]]:
    """The straight stretches of a path; a curve, such as a seal's, is no rule."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if kind in (raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_BEZIERTO):
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
