"""The things that a PDF page draws: which one each is, and where it stands on the page."""

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.shapes import Corners, Point

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


def address(thing: Any) -> int:  # noqa: ANN401 (a pointer of PDFium's own kind)
    """What tells a thing from all others of its page; 0 for none."""
    return ctypes.addressof(thing.contents) if thing else 0


def matrix_of(thing: ctypes.c_void_p) -> Matrix:
    """From a thing's own coordinates to those of the page or form that holds it."""
    m = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, m):
        return IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def multiply(first: Matrix, then: Matrix) -> Matrix:
    """Both turns, one after the other."""
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


def bounds(thing: ctypes.c_void_p, matrix: Matrix) -> Iterator[Corners]:
    """Two corners of a thing's box, where it has one."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if raw.FPDFPageObj_GetBounds(thing, left, bottom, right, top):
        a, b, c, d, e, f = matrix
        corners = ((left.value, bottom.value), (right.value, top.value))
        (x0, y0), (x1, y1) = ((a * x + c * y + e, b * x + d * y + f) for x, y in corners)
        yield (x0, y0), (x1, y1)


def upright(corners: Corners) -> Box:
    """A box by its least and greatest coordinates."""
    (x0, y0), (x1, y1) = corners
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def around(points: Sequence[Point]) -> Box:
    """The smallest box that holds all points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return min(xs), min(ys), max(xs), max(ys)
