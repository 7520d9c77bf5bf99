"""Text of a PDF page that is struck out: a line of its own length runs through its middle."""

from collections.abc import Sequence
from dataclasses import replace

from extractors.pdf.glyphs import Glyph
from extractors.pdf.markings import HIGHEST, LOWEST
from extractors.pdf.pages import Page
from extractors.pdf.shapes import Rule

LONGEST = 120.0
OVERHANG = 2.0


def with_struck(page: Page) -> Page:
    """The page with its struck glyphs marked, and without the lines that strike them out: they are
    no rules of a table."""
    by_height: dict[int, list[Glyph]] = {}
    for glyph in page.glyphs:
        by_height.setdefault(round(glyph.y), []).append(glyph)
    striking = {
        rule: glyphs
        for rule in page.horizontal
        if rule.end - rule.start <= LONGEST and (glyphs := _under(rule, by_height))
    }
    if not striking:
        return page
    struck = {id(glyph) for glyphs in striking.values() for glyph in glyphs}
    return replace(
        page,
        glyphs=tuple(replace(g, is_struck=True) if id(g) in struck else g for g in page.glyphs),
        horizontal=tuple(rule for rule in page.horizontal if rule not in striking),
    )


def _under(rule: Rule, by_height: dict[int, list[Glyph]]) -> Sequence[Glyph]:
    """The glyphs that a line strikes out: they fill it from end to end."""
    near = [
        glyph
        for height in range(round(rule.at) - 3, round(rule.at) + 4)
        for glyph in by_height.get(height, ())
        if LOWEST * glyph.size <= glyph.base - rule.at <= HIGHEST * glyph.size
        and rule.start - OVERHANG <= glyph.left
        and glyph.right <= rule.end + OVERHANG
    ]
    if not near:
        return ()
    left, right = min(g.left for g in near), max(g.right for g in near)
    fills = abs(left - rule.start) <= OVERHANG and abs(right - rule.end) <= OVERHANG
    return near if fills else ()
