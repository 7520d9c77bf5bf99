"""Labels that a cell sets upright in several columns, from the right to the left."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.pdf.glyphs import Glyph
from extractors.pdf.set_lines import SetLine
from extractors.words import labels

# In type sizes: how far apart the characters of one column may stand across it.
ACROSS = 0.5


def upright_text(lines: Sequence[SetLine]) -> str:
    """The label that lines make when they are read in columns, "" where they make none of the form
    or one as they stand."""
    words = [line.text.split() for line in lines]
    is_loose = len(lines) > 1 and all(len(word) == 1 for own in words for word in own)
    if not is_loose or max(map(len, words)) < 2 or _is_label("".join(map("".join, words))):
        return ""
    columns = _columns([glyph for line in lines for glyph in line.glyphs])
    text = "".join(glyph.char for column in columns for glyph in column)
    return text if _is_label(text) else ""


def _is_label(text: str) -> bool:
    """Whether a text is a label of the form, to the letter."""
    kinds = (labels.columns(), labels.furniture(), labels.rows())
    return any((match := kind.match(text)) is not None and match.is_whole for kind in kinds)


def _columns(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The columns of glyphs, right to left, each from top to bottom."""
    columns: list[list[Glyph]] = [[]]
    ordered = sorted(glyphs, key=lambda glyph: -glyph.x)
    for before, glyph in pairwise((ordered[0], *ordered)):
        if before.x - glyph.x > ACROSS * glyph.size:
            columns.append([])
        columns[-1].append(glyph)
    return [sorted(column, key=lambda glyph: glyph.y) for column in columns]
