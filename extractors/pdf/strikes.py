"""What runs across glyphs of a PDF page and is no level line: strokes at a slant, curves, narrow
pictures, the lines of an annotation's pen."""

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, inf

import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.boxed import THIN
from extractors.pdf.covers import is_within, outlines
from extractors.pdf.drawn import Drawn, Painted
from extractors.pdf.matrices import matrix_of, multiply
from extractors.pdf.shapes import Corners, Point

# In points: what is higher crosses out more than a figure.
HIGHEST = 80.0
# What part of a glyph's ink, on each side, a stroke may touch without striking it out; above and
# below a pen's line may run nearer to its middle, as one that underlines does.
EDGE, OF_PEN = 0.2, 0.3
# Of 255: a lighter pen is a watermark's or a highlighter's; in points: a curve of a finer one is an
# ornament's.
LIGHT, FINEST = 128, 0.4
# What part of its box a ring encloses, and how far, in parts of its length, its ends may be apart.
ENCLOSED, OPEN = 0.5, 0.15


@dataclass(frozen=True)
class Strike:
    """Straight pieces that may strike out what was painted before, and the box around them."""

    pieces: Sequence[Corners]
    box: Box
    after: float = inf
    edge: float = EDGE
    ring: Sequence[Point] = ()

    def crosses(self, ink: Box) -> bool:
        """Whether any of the pieces runs through the middle of a glyph that no ring encloses."""
        left, low, right, high = ink
        across, down = EDGE * (right - left), self.edge * (high - low)
        middle = (left + across, low + down, right - across, high - down)
        if self.ring and is_within(((left + right) / 2, (low + high) / 2), self.ring):
            return False
        return any(_crosses(piece, middle) for piece in self.pieces)


def strike_of(points: Sequence[Point], after: float = inf, edge: float = EDGE) -> Strike:
    """What a line through points strikes out."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Strike(list(pairwise(points)), (min(xs), min(ys), max(xs), max(ys)), after, edge)


def pen_strike(points: Sequence[Point]) -> Strike:
    """What a pen's line strikes out: nothing that it rings."""
    found = strike_of(points, edge=OF_PEN)
    left, low, right, high = found.box
    length = sum(hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in found.pieces)
    (x0, y0), (x1, y1) = points[0], points[-1]
    is_closed = hypot(x1 - x0, y1 - y0) <= OPEN * length
    is_ring = is_closed and _area(points) >= ENCLOSED * (right - left) * (high - low)
    return Strike(found.pieces, found.box, found.after, found.edge, points if is_ring else ())


def bent_strikes(painted: Painted, drawn: Drawn) -> Iterator[Strike]:
    """What a path at a slant or a curve strikes out."""
    _, low, _, high = painted.box
    if high - low <= HIGHEST and _is_stroke(painted, drawn):
        for points in outlines(painted.thing, painted.matrix):
            yield strike_of(points, painted.after)


def picture_strikes(painted: Painted) -> Iterator[Strike]:
    """What a picture as thin as a line strikes out."""
    left, low, right, high = painted.box
    is_picture = raw.FPDFPageObj_GetType(painted.thing) == raw.FPDF_PAGEOBJ_IMAGE
    if high - low <= THIN and is_picture:
        yield strike_of(((left, (low + high) / 2), (right, (low + high) / 2)), painted.after)


def _is_stroke(painted: Painted, drawn: Drawn) -> bool:
    """Whether a path is drawn with a pen, or a fill as narrow as its line; not a pale one, which a
    watermark's is."""
    thing = painted.thing
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(thing, fill, stroke)
    if stroke.value:
        is_told: bool = raw.FPDFPageObj_GetStrokeColor(thing, *drawn.colour.parts)
        is_light = is_told and drawn.colour.luminance > LIGHT
        return not is_light and not (_is_curved(thing) and _width(painted) < FINEST)
    is_told = raw.FPDFPageObj_GetFillColor(thing, *drawn.colour.parts)
    return not (is_told and drawn.colour.luminance > LIGHT) and all(
        _is_narrow(points) for points in outlines(thing, painted.matrix)
    )


def _is_curved(thing: ctypes.c_void_p) -> bool:
    kinds = (
        raw.FPDFPathSegment_GetType(raw.FPDFPath_GetPathSegment(thing, index))
        for index in range(raw.FPDFPath_CountSegments(thing))
    )
    return raw.FPDF_SEGMENT_BEZIERTO in kinds


def _width(painted: Painted) -> float:
    """How wide a pen draws on the page."""
    width = ctypes.c_float()
    raw.FPDFPageObj_GetStrokeWidth(painted.thing, width)
    a, b, c, d, _, _ = multiply(matrix_of(painted.thing), painted.matrix)
    return float(width.value * max(hypot(a, b), hypot(c, d)))


def _is_narrow(points: list[Point]) -> bool:
    """Whether an outline encloses no more than a line would."""
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    length = sum(hypot(x1 - x0, y1 - y0) for (x0, y0), (x1, y1) in pairs)
    return _area(points) <= THIN / 2 * length


def _area(points: Sequence[Point]) -> float:
    pairs = zip(points, (*points[1:], points[0]), strict=True)
    return abs(sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in pairs)) / 2


def _crosses(piece: Corners, box: Box) -> bool:
    """Whether a straight piece runs through a box: what its beginning and end leave of it."""
    (x0, y0), (x1, y1) = piece
    start, end = 0.0, 1.0
    for at, step, least, most in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if step == 0:
            if not least <= at <= most:
                return False
            continue
        one, other = (least - at) / step, (most - at) / step
        start, end = max(start, min(one, other)), min(end, max(one, other))
    return start <= end
