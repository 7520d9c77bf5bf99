"""What a reader sees of a PDF page's text: each glyph once, none of a watermark's."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from extractors.document import Box
from extractors.pdf.chars import Char, is_slanted
from extractors.pdf.shapes import LIGHT, WHITE, Point, Show

# A watermark is far larger than the text.
LARGE = 2.0
HAIR = 0.25
# In type sizes: no two characters begin so near to one another, be they as narrow as a point.
NARROW = 0.1
# In type sizes: digits stand on their line, superior ones well above it.
FOOT = 0.2
NEAR = 2.0
# What a figure is set of.
DIGITS = frozenset("0123456789.,０１２３４５６７８９．，")
# Stands for what is drawn where text may stand: no reader can tell what it shows.
DRAWN = "\ufffc"


@dataclass(frozen=True)
class Glyph:
    """One character, its box (the font's box, so that a line's glyphs share top and bottom; some
    fonts have none, and it is the ink's) and the line on which it stands; `x` and `y` are its
    middle, `size` is its height. One that is struck out takes room and says nothing; a superior
    digit is a font's own small and raised one. A digit may follow a blank that the text itself has
    behind the digit before it, however narrow. With a doubtful one begins what stands over a
    border: it may belong to another cell."""

    char: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    is_struck: bool = False
    is_superior: bool = False
    is_after_blank: bool = False
    is_doubtful: bool = False
    x: float = field(init=False, repr=False, compare=False)
    y: float = field(init=False, repr=False, compare=False)
    size: float = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for a dozen times each, these are worth keeping.
        object.__setattr__(self, "x", (self.left + self.right) / 2)
        object.__setattr__(self, "y", (self.top + self.bottom) / 2)
        object.__setattr__(self, "size", self.bottom - self.top)

    @property
    def is_apart(self) -> bool:
        """Whether it is no plain part of its line."""
        return self.is_struck or self.is_superior or self.is_doubtful

    @property
    def is_drawn(self) -> bool:
        return self.char == DRAWN


class Toned(NamedTuple):
    """A glyph and how light it is at least, from 0 to 255."""

    glyph: Glyph
    lightness: float


def drawn_glyph(box: Box) -> Glyph:
    """The glyph that stands for something drawn."""
    left, top, right, bottom = box
    return Glyph(DRAWN, left, top, right, bottom, bottom)


def seen(chars: Sequence[Char], show: Show, fills: Sequence[Box]) -> list[Toned]:
    """The characters that a reader takes for text of the page, as it is shown. Text set upright
    reports a font box many times its size: there the ink's box is taken."""
    upright = [
        (char, _glyph(char, char.font, show)) for char in chars if not is_slanted(char.angle)
    ]
    usual = median(font.size for _, font in upright) if upright else 0.0
    return [
        Toned(
            _glyph(char, char.ink, show) if font.size > 4 * usual else font,
            char.lightness,
        )
        for char, font in upright
        if char.lightness < LIGHT or not _is_unseen(char, font, usual, fills)
    ]


def once(glyphs: Iterable[Glyph]) -> Iterator[Glyph]:
    """Each glyph once, however often it is printed to fake a bold one."""
    seen: dict[tuple[str, int], list[Glyph]] = {}
    for glyph in glyphs:
        char, level = glyph.char, round(glyph.y / NEAR)
        for at in (level - 1, level, level + 1):
            alike = seen.get((char, at))
            if alike and any(_is_bold(glyph, other) for other in alike):
                break
        else:
            yield glyph
        seen.setdefault((char, level), []).append(glyph)


def _is_unseen(char: Char, glyph: Glyph, usual: float, fills: Sequence[Box]) -> bool:
    """Whether a light character is a watermark's, or white on white. On anything painted it is
    meant to be seen."""
    if any(b[0] <= glyph.x <= b[2] and b[1] <= glyph.y <= b[3] for b in fills):
        return False
    return char.lightness >= WHITE or glyph.size > LARGE * usual


def _is_bold(glyph: Glyph, other: Glyph) -> bool:
    """Whether two equal characters fake one in bold: printed a hair apart."""
    reach = max(HAIR * (glyph.right - glyph.left), NARROW * glyph.size)
    return abs(glyph.x - other.x) <= reach and abs(glyph.y - other.y) <= HAIR * glyph.size


def _glyph(char: Char, corners: tuple[Point, Point], show: Show) -> Glyph:
    (left, top), (right, bottom) = show(corners[0]), show(corners[1])
    left, right = (left, right) if left <= right else (right, left)
    top, bottom = (top, bottom) if top <= bottom else (bottom, top)
    base = show(char.origin)[1]
    is_superior = False
    if char.char.isdecimal():
        foot = max(show(char.ink[0])[1], show(char.ink[1])[1])
        is_superior = base - foot > FOOT * (bottom - top)
    return Glyph(
        char.char,
        left,
        top,
        right,
        bottom,
        base,
        is_superior=is_superior,
        is_after_blank=char.is_after_blank,
    )
