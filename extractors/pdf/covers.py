"""What lies over the text of a PDF page and lets nothing through."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.boxed import THIN, box_of
from extractors.pdf.drawn import OPAQUE, Painted
from extractors.pdf.matrices import Matrix, around, matrix_of, multiply, upright
from extractors.pdf.shapes import Point

# What part of a glyph's ink must be hidden for it to be another one, perhaps.
PART = 0.35
# At how many points, across and down, a picture over a glyph is asked.
POINTS = 5


@dataclass(frozen=True)
class Veil:
    """How opaque a picture is at each of its points, row by row from the top; "" where all are."""

    box: Box
    width: int = 0
    alphas: bytes = b""

    def is_opaque(self, x: float, y: float) -> bool:
        """Whether a point of the page, in the picture's box, can't be seen through it."""
        if not self.alphas:
            return True
        left, low, right, high = self.box
        height = len(self.alphas) // self.width
        column = min(int((x - left) / (right - left) * self.width), self.width - 1)
        row = min(int((high - y) / (high - low) * height), height - 1)
        return self.alphas[row * self.width + column] >= OPAQUE


@dataclass(frozen=True)
class Cover:
    """A part of a page, in its own coordinates, that is covered after so many texts were painted.
    `outline` is given where it is no box; `is_mixed` if what is under it may shine through."""

    box: Box
    after: float
    outline: tuple[Point, ...] = ()
    veil: Veil | None = None
    is_mixed: bool = False

    def hides(self, ink: Box) -> bool:
        """Whether it lies over so much of a glyph that nobody can tell which it is."""
        if share(ink, self.box) < PART:
            return False
        if self.outline:
            return all(is_within(point, self.outline) for point in _spread(ink, 2))
        if self.veil is None:
            return True
        points = [p for p in _spread(ink, POINTS) if _is_in(p, self.box)]
        return sum(self.veil.is_opaque(*point) for point in points) >= PART * POINTS**2


def share(ink: Box, box: Box) -> float:
    """What part of a glyph's ink lies in a box."""
    left, low, right, high = ink
    width, height = max(right - left, 0.1), max(high - low, 0.1)
    across = min(right, box[2]) - max(left, box[0])
    down = min(high, box[3]) - max(low, box[1])
    if width == 0.1 and across >= 0:
        across = width
    if height == 0.1 and down >= 0:
        down = height
    return max(across, 0.0) * max(down, 0.0) / (width * height)


def covers_of(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, painted: Painted
) -> Iterator[Cover]:
    """The covers that a thing is, if nobody can see through it."""
    thing, matrix, after, box, is_mixed = painted
    if raw.FPDFPageObj_HasTransparency(thing):
        return
    clip = clip_of(thing, matrix)
    if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE:
        veil = veil_of(document, page, thing, box)
        if veil is not None and (shown := common(box, clip)):
            yield Cover(shown, after, veil=veil)
        return
    for part, outline in _painted(thing, matrix):
        if shown := common(part, clip):
            yield Cover(shown, after, outline, is_mixed=is_mixed and not outline)


def clip_of(thing: ctypes.c_void_p, matrix: Matrix) -> Box | None:
    """The box outside of which a thing is not shown, None where it is shown wherever it is."""
    clip = raw.FPDFPageObj_GetClipPath(thing)
    count = raw.FPDFClipPath_CountPaths(clip) if clip else 0
    found: Box | None = None
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    for path in range(max(count, 0)):
        points = []
        for index in range(raw.FPDFClipPath_CountPathSegments(clip, path)):
            raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
            points.append((a * x.value + c * y.value + e, b * x.value + d * y.value + f))
        if points:
            box = around(points)
            found = box if found is None else _both(found, box)
    return found


def outlines(thing: ctypes.c_void_p, matrix: Matrix) -> Iterator[list[Point]]:
    """The points of each part of a path, those that bend its curves too."""
    a, b, c, d, e, f = multiply(matrix_of(thing), matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[Point] = []
    for index in range(raw.FPDFPath_CountSegments(thing)):
        segment = raw.FPDFPath_GetPathSegment(thing, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        points.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def is_filled(thing: ctypes.c_void_p) -> bool:
    """Whether a path is filled with a colour that nothing shines through; a pattern may be open."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    parts = tuple(ctypes.c_uint() for _ in range(4))
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    is_told = raw.FPDFPageObj_GetFillColor(thing, *parts)
    return bool(fill.value and is_told and parts[3].value >= OPAQUE)


def _painted(thing: ctypes.c_void_p, matrix: Matrix) -> Iterator[tuple[Box, tuple[Point, ...]]]:
    """What a path paints: its fill, or a straight line as wide as a glyph is high."""
    paths = list(outlines(thing, matrix))
    if is_filled(thing):
        for points in paths if len(paths) == 1 else ():
            box = box_of(points)
            yield (box, ()) if box else (around(points), tuple(points))
        if len(paths) > 1 and all(box_of(points) for points in paths):
            boxes = [around(points) for points in paths]
            if not any(common(a, b) for n, a in enumerate(boxes) for b in boxes[:n]):
                yield from ((box, ()) for box in boxes)
        return
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(thing, width)
    parts = tuple(ctypes.c_uint() for _ in range(4))
    is_told = raw.FPDFPageObj_GetStrokeColor(thing, *parts)
    half = width.value / 2
    if not is_told or parts[3].value < OPAQUE or width.value <= THIN:
        return
    for points in paths:
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1:
                is_level = abs(y1 - y0) <= 1
                across, down = (0.0, half) if is_level else (half, 0.0)
                left, low, right, high = upright(((x0, y0), (x1, y1)))
                yield (left - across, low - down, right + across, high + down), ()


def veil_of(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, image: ctypes.c_void_p, box: Box
) -> Veil | None:
    """How opaque a picture is; None where it can't be told."""
    if box[2] <= box[0] or box[3] <= box[1]:
        return None
    bitmap = raw.FPDFImageObj_GetRenderedBitmap(document.raw, page.raw, image)
    if not bitmap:
        return None
    try:
        if raw.FPDFBitmap_GetFormat(bitmap) != raw.FPDFBitmap_BGRA:
            return Veil(box)
        width, height = raw.FPDFBitmap_GetWidth(bitmap), raw.FPDFBitmap_GetHeight(bitmap)
        stride = raw.FPDFBitmap_GetStride(bitmap)
        data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        rows = (data[row * stride + 3 : row * stride + 4 * width : 4] for row in range(height))
        return Veil(box, width, b"".join(rows)) if width and height else None
    finally:
        raw.FPDFBitmap_Destroy(bitmap)


def _spread(box: Box, count: int) -> Iterator[Point]:
    """Points that are spread evenly over a box."""
    left, low, right, high = box
    for row in range(count):
        for column in range(count):
            across, up = (column + 0.5) / count, (row + 0.5) / count
            yield left + across * (right - left), low + up * (high - low)


def _is_in(point: Point, box: Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def is_within(point: Point, outline: Sequence[Point]) -> bool:
    """Whether a point lies within an outline: a ray from it crosses that an odd number of times."""
    x, y = point
    crossings = 0
    for (x0, y0), (x1, y1) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossings += 1
    return crossings % 2 == 1


def _both(a: Box, b: Box) -> Box:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def common(box: Box, clip: Box | None) -> Box | None:
    """What of a box lies in another; None where nothing does."""
    shown = box if clip is None else _both(box, clip)
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else None
