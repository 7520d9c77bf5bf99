"""What a PDF page draws, straight from PDFium, in the page's own coordinates."""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.boxed import THIN, FilledBox, box_of, frame_lines, ground_lines
from extractors.pdf.dots import lines_of_dots
from extractors.pdf.matrices import IDENTITY, Matrix, address, bounds, matrix_of, multiply, upright
from extractors.pdf.shapes import (
    LONGEST_DOT,
    PALE,
    WHITE,
    Colour,
    Corners,
    Point,
    Shapes,
    Show,
)
from extractors.pdf.strips import strips

# In points: what is drawn for a figure, a digit at least.
LOWEST_MARK, HIGHEST_MARK = 4.0, 150.0
# How much longer than wide a dot may be.
SQUARE = 1.25
DEEPEST_FORM = 6
# Of 255: what is at least so opaque hides what is under it.
OPAQUE = 250


class Text(NamedTuple):
    """A piece of text: the how manyth is painted, the turn to the page's coordinates, and whether
    it is a form's."""

    number: int
    thing: ctypes.c_void_p
    matrix: Matrix
    is_nested: bool


class Painted(NamedTuple):
    """A thing that is painted when so many of the page's texts are, and where; `is_mixed` if it is
    a form's that may be mixed with what is under it."""

    thing: ctypes.c_void_p
    matrix: Matrix
    after: int
    box: Box
    is_mixed: bool = False


@dataclass
class Drawn:
    """Everything drawn on a page, in the page's own coordinates, whether any of its text is light,
    whether any is drawn at all, and the texts that are not: each with the form that it is in.
    `marks` are the pictures and painted paths that are as high as type, whatever they show.
    `thin` are the pictures as thin as lines, which are lines, too, or strips of a picture.
    `widest` is the line that goes farthest to the right, and what draws it; none of a form's.
    `texts` are the visible ones by their addresses, `later` what may lie over some of them, and
    `bent` the paths that are not made of level and upright lines alone."""

    lines: list[tuple[Point, Point]] = field(default_factory=list)
    dots: list[Point] = field(default_factory=list)
    fills: list[tuple[Point, Point]] = field(default_factory=list)
    pictures: list[tuple[Point, Point]] = field(default_factory=list)
    thin: list[tuple[Point, Point]] = field(default_factory=list)
    marks: list[tuple[Point, Point]] = field(default_factory=list)
    boxes: list[FilledBox] = field(default_factory=list)
    widest: tuple[Corners, ctypes.c_void_p] | None = None
    has_pale_text: bool = False
    has_text: bool = False
    invisible: list[tuple[ctypes.c_void_p | None, ctypes.c_void_p]] = field(default_factory=list)
    texts: dict[int, Text] = field(default_factory=dict)
    later: list[Painted] = field(default_factory=list)
    bent: list[Painted] = field(default_factory=list)

    colour: Colour = field(default_factory=Colour)

    @classmethod
    def on(cls, page: pdfium.PdfPage) -> "Drawn":
        """What is drawn on a page."""
        drawn = cls()
        _collect(page.raw, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, IDENTITY, drawn)
        _add_thin(drawn)
        return drawn

    def lightness_of(self, thing: ctypes.c_void_p) -> int:
        """The least of the three colours that fill a thing, from 0 to 255: 255 where it is
        transparent, 0 where it is filled otherwise, with a pattern, say."""
        is_told = raw.FPDFPageObj_GetFillColor(thing, *self.colour.parts)
        return self.colour.lightness if is_told else 0

    @property
    def is_read_by_machine(self) -> bool:
        """Whether the page shows pictures only, with the text that a machine read in them laid
        over it unseen."""
        return bool(self.invisible and self.pictures) and not self.has_text

    def remove_invisible(self, page: pdfium.PdfPage) -> None:
        """Takes the texts that are not drawn off the page: of two that are alike and stand in one
        place PDFium tells only the first."""
        for form, text in self.invisible:
            if form:
                raw.FPDFFormObj_RemoveObject(form, text)
            else:
                raw.FPDFPage_RemoveObject(page.raw, text)
            raw.FPDFPageObj_Destroy(text)
        self.invisible.clear()

    def shapes(self, show: Show, size: Point) -> Shapes:
        """As the page is shown: `show` turns the page's own coordinates into those, and what lies
        beyond its width and height is not shown."""
        lines = [*self.lines, *lines_of_dots(self.dots), *ground_lines(self.boxes)]
        return Shapes.shown(lines, self.fills, self.pictures, self.marks, show, size)


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
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            _add_text(thing, holder if depth else None, matrix, drawn)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            before = len(drawn.lines)
            _add_path(thing, matrix, drawn)
            for line in drawn.lines[before:] if depth == 0 else ():
                if drawn.widest is None or _right(line) > _right(drawn.widest[0]):
                    drawn.widest = line, thing
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            _add_bounds(thing, matrix, drawn, is_painted=True)
            for corners in bounds(thing, matrix) if kind == raw.FPDF_PAGEOBJ_IMAGE else ():
                _add_picture(thing, matrix, corners, drawn)
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < DEEPEST_FORM:
            _add_form(thing, matrix, drawn, depth + 1)


def _add_form(form: ctypes.c_void_p, matrix: Matrix, drawn: Drawn, depth: int) -> None:
    """Adds what a form draws. One through which the page shows covers and strikes nothing, as a
    watermark does; in one with text of its own that may be covered."""
    texts, later, bent = len(drawn.texts), len(drawn.later), len(drawn.bent)
    inner = multiply(matrix_of(form), matrix)
    count, get = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
    _collect(form, count, get, inner, drawn, depth)
    if not raw.FPDFPageObj_HasTransparency(form):
        return
    if len(drawn.texts) == texts and _is_sheer(form, drawn):
        del drawn.later[later:], drawn.bent[bent:]
    drawn.later[later:] = [one._replace(is_mixed=True) for one in drawn.later[later:]]


def _is_sheer(form: ctypes.c_void_p, drawn: Drawn) -> bool:
    """Whether a form is painted so that the page shows through. PDFium takes each that is a group
    for transparent, an opaque one too: how opaque it is stands with its colour."""
    is_told = raw.FPDFPageObj_GetFillColor(form, *drawn.colour.parts)
    return bool(is_told and drawn.colour.parts[3].value < OPAQUE)


def _right(line: Corners) -> float:
    return max(line[0][0], line[1][0])


def _add_path(path: ctypes.c_void_p, matrix: Matrix, drawn: Drawn) -> None:
    """Adds a path's lines and boxes, and the part of the page that it covers with a fill or a thick
    line, if it is not white."""
    fill, stroke, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_float()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    raw.FPDFPageObj_GetStrokeWidth(path, width)
    lightness = drawn.lightness_of(path) if fill.value else 0
    paths, is_curved = _subpaths(path, multiply(matrix_of(path), matrix))
    is_wide = False
    if stroke.value:
        for points in paths:
            drawn.lines += pairwise(points)
    elif fill.value:
        is_wide = _add_filled(paths, lightness, drawn)
    is_thick = bool(stroke.value) and width.value > THIN
    is_painted = is_thick or (bool(fill.value) and lightness < WHITE)
    if is_painted or stroke.value:
        _add_bounds(path, matrix, drawn, is_painted)
    is_bent = (is_curved or any(map(_is_slanted, paths))) and bool(fill.value or stroke.value)
    is_wide = is_wide or is_thick or bool(fill.value and (stroke.value or is_curved))
    if is_bent or (is_wide and drawn.texts):
        for corners in bounds(path, matrix):
            painted = Painted(path, matrix, len(drawn.texts), upright(corners))
            drawn.bent += (painted,) if is_bent else ()
            drawn.later += (painted,) if is_wide and drawn.texts else ()


def _is_slanted(points: Sequence[Point]) -> bool:
    """Whether any line between points is neither level nor upright."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if not (-1 <= x1 - x0 <= 1 or -1 <= y1 - y0 <= 1):
            return True
    return False


def _add_filled(paths: Sequence[Sequence[Point]], lightness: int, drawn: Drawn) -> bool:
    """Adds the middle lines of thin filled boxes, or dots where they are as wide as long. Wide
    filled boxes are no rules, but perhaps cells; whether there is any such."""
    is_wide = False
    if len(paths) == 2:
        drawn.lines += frame_lines(paths)
    for points in paths:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        left, right, low, high = min(xs), max(xs), min(ys), max(ys)
        is_wide = is_wide or (right - left > THIN and high - low > THIN)
        if _is_dot(right - left, high - low):
            drawn.dots.append(((left + right) / 2, (low + high) / 2))
        elif _is_line(right - left, high - low):
            drawn.lines.append(((left, (low + high) / 2), (right, (low + high) / 2)))
        elif _is_line(high - low, right - left):
            drawn.lines.append((((left + right) / 2, low), ((left + right) / 2, high)))
        elif len(paths) == 1 and box_of(points) is not None:
            drawn.boxes.append(FilledBox((left, low, right, high), lightness))
    return is_wide


def _is_dot(width: float, height: float) -> bool:
    """Whether a filled box is a dot: about as wide as high."""
    return max(width, height) <= THIN and max(width, height) <= SQUARE * min(width, height)


def _is_line(length: float, width: float) -> bool:
    """Whether a filled box is a line, or a short piece of one, as over a narrow column."""
    return width <= THIN < length or LONGEST_DOT * width < length <= THIN


def _add_picture(picture: ctypes.c_void_p, matrix: Matrix, corners: Corners, drawn: Drawn) -> None:
    """Adds a picture; of one as thin as a line the others tell whether it is one."""
    box = left, low, right, high = upright(corners)
    is_thin = _is_line(right - left, high - low) or _is_line(high - low, right - left)
    (drawn.thin if is_thin else drawn.pictures).append(corners)
    drawn.later.append(Painted(picture, matrix, len(drawn.texts), box))


def _add_thin(drawn: Drawn) -> None:
    """Adds the thin pictures as lines, since some printers draw rules so, but for strips of one."""
    boxes = [upright(corners) for corners in drawn.thin]
    cut = strips(boxes)
    for index, (left, low, right, high) in enumerate(boxes):
        x, y = (left + right) / 2, (low + high) / 2
        if index in cut:
            drawn.pictures.append(drawn.thin[index])
        elif _is_line(right - left, high - low):
            drawn.lines.append(((left, y), (right, y)))
        else:
            drawn.lines.append(((x, low), (x, high)))


def _add_bounds(thing: ctypes.c_void_p, matrix: Matrix, drawn: Drawn, is_painted: bool) -> None:
    """Adds where a thing stands that shows on the page, and covers it if `is_painted`."""
    boxes = list(bounds(thing, matrix))
    drawn.fills += boxes if is_painted else ()
    drawn.marks += filter(_is_high, boxes)


def _is_high(corners: Corners) -> bool:
    """Whether a box is about as high as a line of type, so that it may show a figure."""
    (x0, y0), (x1, y1) = corners
    return LOWEST_MARK <= abs(y1 - y0) <= HIGHEST_MARK and 1 <= abs(x1 - x0) <= HIGHEST_MARK


def _add_text(
    text: ctypes.c_void_p, form: ctypes.c_void_p | None, matrix: Matrix, drawn: Drawn
) -> None:
    if raw.FPDFTextObj_GetTextRenderMode(text) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        drawn.invisible.append((form, text))
    else:
        drawn.has_text = True
        drawn.texts[address(text)] = Text(len(drawn.texts), text, matrix, form is not None)
        drawn.has_pale_text = drawn.has_pale_text or drawn.lightness_of(text) >= PALE


def _subpaths(path: ctypes.c_void_p, matrix: Matrix) -> tuple[list[list[Point]], bool]:
    """The straight stretches of a path, and whether it has curves: a curve, such as a seal's, is no
    rule."""
    a, b, c, d, e, f = matrix
    x, y = ctypes.c_float(), ctypes.c_float()
    found: list[list[Point]] = []
    points: list[Point] = []
    is_curved = False
    for index in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        is_curved = is_curved or kind == raw.FPDF_SEGMENT_BEZIERTO
        if kind in (raw.FPDF_SEGMENT_MOVETO, raw.FPDF_SEGMENT_BEZIERTO):
            if len(points) > 1:
                found.append(points)
            points = [point]
        else:
            points.append(point)
        if raw.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        found.append(points)
    return found, is_curved
