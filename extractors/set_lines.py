"""Lines of text on a page: the glyphs that stand on one line, left to right."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from extractors.document import Box
from extractors.pages import Glyph

# In type sizes: what belongs to one line, what parts words, what parts columns.
ONE_LINE, WORD_GAP, COLUMN_GAP = 0.45, 0.3, 1.5


class SetLine(NamedTuple):
    """A line of glyphs: its text, its box, and its parts that are as far apart as columns."""

    text: str
    box: Box
    pieces: tuple[tuple[str, Box], ...]


def text_lines(glyphs: Sequence[Glyph]) -> list[SetLine]:
    """Glyphs as lines, top to bottom. A gap wider than a third of the type size is one space,
    wider than one and a half two (a column gap)."""
    if not glyphs:
        return []
    near = ONE_LINE * median(glyph.size for glyph in glyphs)
    lines: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x)):
        if lines and glyph.base - lines[-1][0].base <= near:
            lines[-1].append(glyph)
        else:
            lines.append([glyph])
    found = [_line(sorted(line, key=lambda g: g.left)) for line in lines]
    return [line for line in found if line.text]


def _line(glyphs: list[Glyph]) -> SetLine:
    pieces = [_piece(part) for part in _parts(glyphs)]
    text = "  ".join(text for text, _ in pieces if text)
    return SetLine(text, _around(glyphs), tuple(piece for piece in pieces if piece[0]))


def _parts(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    part = [glyphs[0]]
    for before, glyph in pairwise(glyphs):
        if _gap(before, glyph) > COLUMN_GAP:
            yield part
            part = []
        part.append(glyph)
    yield part


def _piece(glyphs: Sequence[Glyph]) -> tuple[str, Box]:
    text = ""
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        if not glyph.is_struck:
            text += " " if before and text and _gap(before, glyph) > WORD_GAP else ""
            text += glyph.char
    return text, _around(glyphs)


def _gap(before: Glyph, glyph: Glyph) -> float:
    return (glyph.left - before.right) / max(glyph.size, 1.0)


def _around(glyphs: Sequence[Glyph]) -> Box:
    return rounded(
        (
            glyphs[0].left,
            min(g.top for g in glyphs),
            max(g.right for g in glyphs),
            max(g.bottom for g in glyphs),
        )
    )


def rounded(box: Box) -> Box:
    """A box in tenths of a point."""
    left, top, right, bottom = (round(value, 1) for value in box)
    return left, top, right, bottom
