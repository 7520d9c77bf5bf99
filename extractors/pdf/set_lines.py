"""Lines of text on a page: the glyphs that stand on one line, left to right."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from extractors.document import Box, Place
from extractors.layout.boxes import Piece
from extractors.layout.text_lines import TextLine
from extractors.pdf.glyphs import Glyph
from extractors.words.figures import UNTOLD, raised

# In type sizes: what belongs to one line, what parts words, what parts columns.
ONE_LINE, WORD_GAP, NARROW_GAP, COLUMN_GAP = 0.45, 0.3, 0.6, 1.5
# A blank of the text itself may be narrower than any other that parts words.
THIN_GAP = 0.08

# In sizes of the line's largest type: what is small, and what stands off the line.
SMALL, OFF_LINE = 0.8, 0.12
# A note's sign right behind a figure may be hardly smaller, but steps up further.
SMALLER, STEP = 0.97, 0.25
# One hardly off the line is far smaller; how alike two fonts' feet, or lines, are.
SHRUNK, ALIKE = 0.75, 0.03
# No two digits begin so near to one another: one is printed over the other.
OVERPRINT, WIDE = 0.3, 0.2
NOTE, NOTE_END = "\x01", "\x02"
NOTES = re.compile(f"{NOTE}([^{NOTE_END}]*){NOTE_END}")


@dataclass(frozen=True)
class SetLine:
    """A line of glyphs, left to right, its text and its box."""

    glyphs: tuple[Glyph, ...]
    text: str
    box: Box

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The parts of the line that stand apart as columns do, wherever they are narrow: words
        of several characters, or figures."""
        pieces: list[tuple[list[Glyph], str]] = []
        for word in _words(self.glyphs):
            text = _text(word)
            if pieces and not _are_apart(*pieces[-1], word, text):
                before, said = pieces.pop()
                blank = " " if said and text else ""
                pieces.append(([*before, *word], said + blank + text))
            else:
                pieces.append((word, text))
        return tuple((text, _around(glyphs)) for glyphs, text in pieces if text)

    def on_page(self, page: int, rules: tuple[Box, ...] = ()) -> TextLine:
        """The line as one of text, with its place and the page's level ruled lines."""
        place = Place(page=page, box=self.box)
        return TextLine(self.text, place, self.box[0], self.box[2], self.pieces, rules)


def text_lines(glyphs: Sequence[Glyph]) -> list[SetLine]:
    """Glyphs as lines, top to bottom. A gap wider than a third of the type size is one space,
    wider than one and a half two (a column gap)."""
    if len(glyphs) == 1 and not glyphs[0].is_apart:
        return [_line(glyphs)]
    lines: list[list[Glyph]] = []
    largest = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x)):
        size = max(largest, glyph.size)
        if lines and glyph.base - lines[-1][0].base <= ONE_LINE * size:
            lines[-1].append(glyph)
            largest = size
        else:
            lines.append([glyph])
            largest = glyph.size
    found = [_line(sorted(line, key=lambda g: g.left)) for line in lines]
    return [line for line in found if line.text]


def _line(glyphs: Sequence[Glyph]) -> SetLine:
    return SetLine(tuple(glyphs), _text(glyphs), _around(glyphs))


def _text(glyphs: Sequence[Glyph]) -> str:
    first = glyphs[0]
    if all(g.base == first.base and g.top == first.top and not g.is_apart for g in glyphs):
        return first.char + "".join(map(_follows, glyphs, glyphs[1:]))
    text, was_raised = "", False
    is_small = _is_small(glyphs)
    for before, glyph in zip((None, *glyphs), glyphs, strict=False):
        if glyph.is_struck:
            continue
        steps_up = before is not None and _steps_up(before, glyph, was_raised)
        shrinks = before is not None and _shrinks(before, glyph)
        is_note = shrinks and before is not None and _is_note(before, glyph)
        is_raised = glyph.is_superior or is_small(glyph) or steps_up or is_note
        text += NOTE_END if was_raised and not is_raised else ""
        if before and text:
            text += _blank(before, glyph) + _untold(before, glyph)
        text += UNTOLD if glyph.is_doubtful or (shrinks and not is_raised) else ""
        text += (NOTE if is_raised and not was_raised else "") + glyph.char
        was_raised = is_raised
    text += NOTE_END if was_raised else ""
    return NOTES.sub(lambda match: raised(match[1]), text)


def _follows(before: Glyph, glyph: Glyph) -> str:
    """A character of an even line with what stands before it."""
    if glyph.left < before.right:
        return _untold(before, glyph) + glyph.char
    return _blank(before, glyph) + glyph.char


def _blank(before: Glyph, glyph: Glyph) -> str:
    gap = gap_between(before, glyph)
    word_gap = THIN_GAP if glyph.is_after_blank else WORD_GAP
    return "  " if gap > COLUMN_GAP else " " if gap > word_gap else ""


def _untold(before: Glyph, glyph: Glyph) -> str:
    """What stands between two digits of which one is printed over the other."""
    if not (before.char.isdigit() and glyph.char.isdigit()):
        return ""
    overlap = min(before.right, glyph.right) - glyph.left
    is_near = glyph.left - before.left < OVERPRINT * glyph.size
    # Two lines of text may run into one another, too.
    is_off = overlap > WIDE * glyph.size and abs(glyph.base - before.base) > OFF_LINE * glyph.size
    return UNTOLD if is_off or (is_near and overlap > OFF_LINE * glyph.size) else ""


def _steps_up(before: Glyph, glyph: Glyph, was_raised: bool) -> bool:
    """Whether a glyph right behind another stands well above it and is smaller, or goes on so."""
    if gap_between(before, glyph) > WORD_GAP:
        return False
    if was_raised:
        is_no_larger = SHRUNK * glyph.size <= before.size
        return is_no_larger and abs(before.base - glyph.base) <= OFF_LINE * glyph.size
    return before.base - glyph.base > STEP * before.size and glyph.size < SMALLER * before.size


def _shrinks(before: Glyph, glyph: Glyph) -> bool:
    """Whether a digit right behind another is far smaller."""
    if not (before.char.isdigit() and glyph.char.isdigit()):
        return False
    return glyph.size < SHRUNK * before.size and gap_between(before, glyph) <= WORD_GAP


def _is_note(before: Glyph, glyph: Glyph) -> bool:
    """Whether a far smaller digit stands off the line of the one before it: on the line it may be
    the figure's last. The boxes of two fonts' glyphs may not say how large they are."""
    feet = ((one.bottom - one.base) / one.size for one in (before, glyph) if one.size)
    is_set_alike = abs(next(feet, 0.0) - next(feet, 0.0)) <= ALIKE
    return is_set_alike and abs(glyph.base - before.base) > ALIKE * before.size


def _is_small(glyphs: Sequence[Glyph]) -> Callable[[Glyph], bool]:
    """Whether a glyph of a line is small and stands above or below it, as a note's sign does."""
    largest = max(glyph.size for glyph in glyphs)
    base = median(glyph.base for glyph in glyphs if glyph.size >= SMALL * largest)
    return lambda g: g.size < SMALL * largest and abs(g.base - base) > OFF_LINE * largest


def _words(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    word = [glyphs[0]]
    for before, glyph in pairwise(glyphs):
        if gap_between(before, glyph) > WORD_GAP:
            yield word
            word = []
        word.append(glyph)
    yield word


def _are_apart(left: Sequence[Glyph], said: str, right: Sequence[Glyph], text: str) -> bool:
    """Whether two words are two columns."""
    gap = gap_between(left[-1], right[0])
    is_words = len(said) > 1 and (len(text) > 1 or text.isdigit())
    is_figures = said[-1:].isdigit() and text[:1].isdigit()
    return gap > COLUMN_GAP or (gap > NARROW_GAP and (is_words or is_figures))


def gap_between(before: Glyph, glyph: Glyph) -> float:
    """The white between two glyphs, in sizes of the larger: a flat one (一) may have no other box
    than its ink's."""
    larger = before.size if before.size > glyph.size else glyph.size
    return (glyph.left - before.right) / (larger if larger > 1.0 else 1.0)


def _around(glyphs: Sequence[Glyph]) -> Box:
    first = glyphs[0]
    if len(glyphs) == 1:
        return rounded((first.left, first.top, first.right, first.bottom))
    return rounded(
        (
            first.left,
            min(g.top for g in glyphs),
            max(g.right for g in glyphs),
            max(g.bottom for g in glyphs),
        )
    )


def rounded(box: Box) -> Box:
    """A box in tenths of a point."""
    left, top, right, bottom = box
    return round(left, 1), round(top, 1), round(right, 1), round(bottom, 1)
