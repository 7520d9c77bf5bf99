"""Watermarks that are set like text: a name or a date, again and again all over the page, paler
than what is printed and across it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from extractors.pdf.glyphs import Glyph, Toned
from extractors.pdf.shapes import PALE, Rule

# How much lighter than the page's other text, of 255.
PALER = 60
# At how many places a page says it, and at how many of them across something.
PLACES, ACROSS = 4, 2
# In type sizes: the widest gap within it, and how near it comes to what it stands on.
WIDEST_GAP, ON = 1.0, 0.3

# What it says and how light it is.
Stamp = tuple[str, float]


def stamps(
    glyphs: Sequence[Toned], horizontal: Sequence[Rule], vertical: Sequence[Rule]
) -> frozenset[Stamp]:
    """What is stamped all over a page, as its glyphs and ruled lines show: text that is alike and
    stands across other text or lines, as set text never does."""
    runs = list(_runs(glyphs))
    places = Counter(_stamp(run) for run in runs)
    return frozenset(
        stamp
        for stamp, count in places.items()
        if count >= PLACES
        and _is_paler(stamp[1], glyphs)
        and _are_across([run for run in runs if _stamp(run) == stamp], glyphs, horizontal, vertical)
    )


def without(glyphs: Sequence[Toned], found: frozenset[Stamp]) -> Sequence[Toned]:
    """The glyphs that are no part of any stamp."""
    if not found:
        return glyphs
    gone = {id(toned) for run in _runs(glyphs) if _stamp(run) in found for toned in run}
    return [toned for toned in glyphs if id(toned) not in gone]


def _runs(glyphs: Iterable[Toned]) -> Iterator[list[Toned]]:
    """The pale pieces of lines, each of one tone, in the order in which the page draws them."""
    run: list[Toned] = []
    for toned in glyphs:
        if toned.lightness < PALE:
            continue
        if run and not _goes_on(run[-1], toned):
            yield run
            run = []
        run.append(toned)
    if run:
        yield run


def _goes_on(before: Toned, toned: Toned) -> bool:
    first, then = before.glyph, toned.glyph
    is_on_line = before.lightness == toned.lightness and abs(then.base - first.base) < 1
    return is_on_line and then.x > first.x and then.left - first.right < WIDEST_GAP * then.size


def _stamp(run: Sequence[Toned]) -> Stamp:
    return "".join(toned.glyph.char for toned in run), run[0].lightness


def _is_paler(lightness: float, glyphs: Sequence[Toned]) -> bool:
    """Whether a tone is clearly lighter than most of the text in others."""
    others = sorted(toned.lightness for toned in glyphs if toned.lightness != lightness)
    return bool(others) and lightness - others[len(others) // 2] >= PALER


def _are_across(
    runs: Sequence[Sequence[Toned]],
    glyphs: Sequence[Toned],
    horizontal: Sequence[Rule],
    vertical: Sequence[Rule],
) -> bool:
    """Whether several runs stand on darker text or on lines."""
    darker = [toned.glyph for toned in glyphs if toned.lightness < runs[0][0].lightness]
    across = (
        run
        for run in runs
        if any(
            _is_on_text(toned.glyph, darker)
            or _is_on_line(toned.glyph.y, toned.glyph.x, toned.glyph, horizontal)
            or _is_on_line(toned.glyph.x, toned.glyph.y, toned.glyph, vertical)
            for toned in run
        )
    )
    return len(list(islice(across, ACROSS))) == ACROSS


def _is_on_text(glyph: Glyph, others: Sequence[Glyph]) -> bool:
    near = ON * glyph.size
    return any(abs(o.x - glyph.x) < near and abs(o.y - glyph.y) < near for o in others)


def _is_on_line(at: float, along: float, glyph: Glyph, rules: Sequence[Rule]) -> bool:
    """Whether a glyph, whose middle is `at` across and `along` the rules, stands on one."""
    near = ON * min(glyph.size, glyph.right - glyph.left)
    return any(abs(rule.at - at) < near and rule.start <= along <= rule.end for rule in rules)
