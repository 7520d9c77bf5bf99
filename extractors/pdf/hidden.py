"""Figures of a PDF page that are in its text, but that its reader does not see, or sees crossed
out: covered, cut off, in a layer that is off, or under a stroke."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from math import inf
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractors.document import Box
from extractors.pdf.chars import MARKS, OF_FIGURES, UNKNOWN, Char
from extractors.pdf.covers import PART, Cover, clip_of, common, covers_of, share
from extractors.pdf.drawn import Drawn, Painted, Text
from extractors.pdf.layers import is_in_layer, shown_on
from extractors.pdf.markings import Markings
from extractors.pdf.matrices import upright
from extractors.pdf.shining import shines_through
from extractors.pdf.strikes import Strike, bent_strikes, pen_strike, picture_strikes

# A seal may lie over a date, a narrow row cut a label's number: no figure is in doubt then.
NO_FIGURE = re.compile(r"[年月日]|\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[.、．][^\d]")
# In type sizes: what belongs to one word.
WORD_GAP = 0.6
# In points: how high a row of figures is.
ROW = 12.0


class _Figure(NamedTuple):
    """A character of a figure: which of the page's it is, its ink, and what paints it."""

    number: int
    ink: Box
    text: Text


_Rows = dict[int, list[_Figure]]


def with_doubts(
    document: pdfium.PdfDocument,
    page: pdfium.PdfPage,
    drawn: Drawn,
    chars: Sequence[Char],
    markings: Markings,
    has_layers: bool,
) -> tuple[Sequence[Char], int]:
    """The characters of a page; those of figures that nobody sees, or that are crossed out by what
    is no plain line, as unknown ones: what the cell says then is not certain. And how many."""
    figures = [
        _Figure(index, upright(char.ink), drawn.texts[char.painter])
        for index, char in enumerate(chars)
        if char.painter in drawn.texts
    ]
    rows = _rows(figures)
    covers = _covers(document, page, drawn, rows)
    found = {
        *_covered(page, rows, (*markings.covers, *covers)),
        *_cut(figures),
        *(_unseen(page, figures) if has_layers else ()),
        *_struck(rows, (*_strikes(drawn, rows), *map(pen_strike, markings.strokes))),
    }
    doubted = {index for index in found if _is_of_figure(chars, index)}
    if not doubted:
        return chars, 0
    shown = [
        char._replace(char=UNKNOWN) if index in doubted else char
        for index, char in enumerate(chars)
    ]
    return shown, len(doubted)


def _covered(page: pdfium.PdfPage, rows: _Rows, covers: Iterable[Cover]) -> Iterator[int]:
    """The figures over which something was painted later."""
    look = cache(partial(shines_through, page))
    for cover in covers:
        for figure in _under(rows, cover.box, cover.after):
            if cover.hides(figure.ink) and not _shines(look, rows, cover, figure):
                yield figure.number


def _shines(look: Callable[[Box], bool], rows: _Rows, cover: Cover, figure: _Figure) -> bool:
    """Whether a figure is seen through what is mixed with it, and is no other typed upon that."""
    box = common(figure.ink, cover.box)
    if not cover.is_mixed or box is None:
        return False
    is_typed_upon = any(one.text.number >= cover.after for one in _under(rows, box, inf))
    return not is_typed_upon and look(box)


def _struck(rows: _Rows, strikes: Iterable[Strike]) -> Iterator[int]:
    """The figures across which something runs that was painted later."""
    for strike in strikes:
        for figure in _under(rows, strike.box, strike.after):
            if strike.crosses(figure.ink):
                yield figure.number


def _cut(figures: Sequence[_Figure]) -> Iterator[int]:
    """The figures that are cut off where the text that paints them is."""
    clip_path, count = raw.FPDFPageObj_GetClipPath, raw.FPDFClipPath_CountPaths
    for number, ink, text in figures:
        if count(clip_path(text.thing)) < 1:
            continue
        clip = clip_of(text.thing, text.matrix)
        if clip is not None and share(ink, clip) <= 1 - PART:
            yield number


def _unseen(page: pdfium.PdfPage, figures: Sequence[_Figure]) -> Iterator[int]:
    """The figures in layers that are off."""
    layered = [figure for figure in figures if is_in_layer(figure.text)]
    shows = shown_on(page) if layered else None
    for number, ink, _ in layered if shows else ():
        if shows and not shows(ink):
            yield number


def _covers(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, drawn: Drawn, rows: _Rows
) -> Iterator[Cover]:
    """What is painted over a figure that was painted before it."""
    for painted in drawn.later:
        if _is_over_any(painted, rows):
            yield from covers_of(document, page, painted)


def _strikes(drawn: Drawn, rows: _Rows) -> Iterator[Strike]:
    """What runs across the page where a figure was painted before it."""
    for painted in drawn.bent:
        if _is_over_any(painted, rows):
            yield from bent_strikes(painted, drawn)
    for painted in drawn.later:
        if _is_over_any(painted, rows):
            yield from picture_strikes(painted)


def _rows(figures: Sequence[_Figure]) -> _Rows:
    """The figures by the heights of their middles."""
    rows: _Rows = {}
    for figure in figures:
        rows.setdefault(int((figure.ink[1] + figure.ink[3]) / 2 // ROW), []).append(figure)
    return rows


def _is_over_any(painted: Painted, rows: _Rows) -> bool:
    return next(_under(rows, painted.box, painted.after), None) is not None


def _under(rows: _Rows, box: Box, after: float) -> Iterator[_Figure]:
    """The figures in a box that were painted before, as the boxes of both say."""
    left, low, right, high = box
    first, last = int(low // ROW) - 1, int(high // ROW) + 1
    if last - first > len(rows):
        near = [row for row in rows if first <= row <= last]
    else:
        near = [row for row in range(first, last + 1) if row in rows]
    for row in near:
        for figure in rows[row]:
            ink = figure.ink
            if (
                figure.text.number < after
                and ink[0] <= right
                and left <= ink[2]
                and ink[1] <= high
                and low <= ink[3]
            ):
                yield figure


def _is_of_figure(chars: Sequence[Char], index: int) -> bool:
    """Whether a character is a figure's, or a mark in the place of one; a date and the
    number of a label are none."""
    start = end = index
    while start > 0 and _go_on(chars[start - 1], chars[start]):
        start -= 1
    while end + 1 < len(chars) and _go_on(chars[end], chars[end + 1]):
        end += 1
    word = "".join(one.char for one in chars[start : end + 1])
    return not NO_FIGURE.search(word) and (
        chars[index].char not in MARKS or set(word) <= OF_FIGURES
    )


def _go_on(first: Char, then: Char) -> bool:
    """Whether two characters stand side by side, however the page is turned."""
    a, b = upright(first.font), upright(then.font)
    across, down = max(a[0], b[0]) - min(a[2], b[2]), max(a[1], b[1]) - min(a[3], b[3])
    size = max(b[2] - b[0], b[3] - b[1])
    return max(across, down) < WORD_GAP * size and min(across, down) < 0
