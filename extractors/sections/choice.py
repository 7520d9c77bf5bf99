"""Which of the lines that may be headings are those of the report's sections: most are numbered in
one way, and known ones tell what the others are."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from extractors.sections.pieces import Piece
from extractors.words.heading_numbers import (
    DIGIT_IN_BRACKETS,
    IN_BRACKETS,
    NONE,
    PLAIN,
    POINTS,
    number_of,
)
from extractors.words.heading_wordings import bare
from extractors.words.headings import BY_NUMBER, NEARLY, WORDING, Heading
from extractors.words.titles import as_title
from forms.loader import load_forms

LEAST_CHINESE = LEAST_KNOWN = 3
# So many known headings tell the places of the others.
LEAST_BESIDE = 2
# Of more headings numbered 1, the numbers don't count: an editor lost them.
MOST_FIRST = 2
BRACKETED = (IN_BRACKETS, DIGIT_IN_BRACKETS)
# A line of so many characters is no label.
LEAST_PROSE = 20
LABELS = frozenset(bare(section.label) for form in load_forms() for section in form.sections)
ORDER = {section.kind: n for n, section in enumerate(load_forms()[-1].sections)}


def with_chosen(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces of which only headings of sections are headings still."""
    headings = {n: piece.heading for n, piece in enumerate(pieces) if piece.heading}
    main = _of_main_numbering(headings)
    nested = _nested(main)
    chosen = {n: heading for n, heading in main.items() if n not in nested}
    if len(main) < len(headings):
        chosen |= _in_gaps(pieces, chosen)
    kinds = _kinds(dict(sorted(chosen.items())))
    return [_settled(piece, kinds.get(n)) for n, piece in enumerate(pieces)]


def _settled(piece: Piece, heading: Heading | None) -> Piece:
    return replace(piece, heading=heading, text=piece.text if heading else piece.whole)


def _of_main_numbering(headings: dict[int, Heading]) -> dict[int, Heading]:
    """The headings numbered as the report numbers its sections: 一、 where it has several, else in
    the way of most known ones; all where none prevails. A line near a known wording, without a
    number, is none where another says it to the letter: 无其他需要报告的事项."""
    said = [h for h in headings.values() if h.told_by == WORDING]
    exact = {h.kind for h in said if number_of(h.text)[0] not in BRACKETED}
    labelled = _below_labels(headings)
    sure = {
        n: h
        for n, h in headings.items()
        if number_of(h.text)[0] != NONE
        or not (n in labelled or (h.told_by == NEARLY and h.kind in exact))
    }
    ways: dict[str, dict[int, Heading]] = {}
    for n, heading in sure.items():
        ways.setdefault(number_of(heading.text)[0], {})[n] = heading
    known = {way: len({h.kind for h in own.values() if h.is_known}) for way, own in ways.items()}
    most = max(known, key=known.__getitem__, default=NONE)
    chinese = ways.get(PLAIN, {})
    if len(chinese) >= LEAST_CHINESE and (known[PLAIN] or known[most] < LEAST_KNOWN):
        return chinese
    return ways[most] if known.get(most, 0) >= LEAST_KNOWN else sure


def _below_labels(headings: dict[int, Heading]) -> set[int]:
    """Headings that word the form's otherwise, with its own label further down, but before the last
    sections: they are points of a section."""
    found: set[int] = set()
    labelled: set[str] = set()
    for n, heading in reversed(headings.items()):
        if heading.is_known and ORDER[heading.kind] >= ORDER["problems"]:
            labelled = set()
        elif heading.title in LABELS:
            labelled.add(heading.kind)
        elif heading.kind in labelled:
            found.add(n)
    return found


def _nested(main: dict[int, Heading]) -> set[int]:
    """Headings that number the points of a section: where known headings come in order, those of
    an agency's own whose numbers don't fit between theirs, and known ones in a list from 一、 on
    that all come again, or say what their section's heading says. A number continues the nearest
    list."""
    if len({h.kind for h in main.values() if h.is_known}) < LEAST_KNOWN:
        return set()
    following = _next_known(main)
    later = _later_kinds(main)
    is_counted = [number_of(h.text)[1] for h in main.values() if h.is_known].count(1) <= MOST_FIRST
    nested: set[int] = set()
    last = point = 0
    inside = ""
    for n, heading in main.items():
        value = number_of(heading.text)[1]
        begins = value == 1 and is_counted and last > 0 and heading.kind != "overview"
        continues = bool(point) and value == point + 1
        comes_again = heading.kind in later[n] and (begins or continues)
        if heading.is_known and (comes_again or (continues and heading.kind == inside)):
            nested.add(n)
            point = value or 0
        elif heading.is_known:
            last, point, inside = value or last, 0, heading.kind
        elif value is not None:
            limit = following[n]
            is_beyond = limit is not None and last < limit <= value
            if not (is_counted or last) and heading.kind == "overview":
                continue
            if value <= last or is_beyond or continues:
                nested.add(n)
                point = value
            else:
                last, point = value, 0
    return nested


def _next_known(main: dict[int, Heading]) -> dict[int, int | None]:
    """The number of the next known heading behind each."""
    numbers: dict[int, int | None] = {}
    number = None
    for n, heading in reversed(main.items()):
        numbers[n] = number
        if heading.is_known:
            number = number_of(heading.text)[1] or number
    return numbers


def _later_kinds(main: dict[int, Heading]) -> dict[int, frozenset[str]]:
    """The kinds of the known headings behind each."""
    kinds: dict[int, frozenset[str]] = {}
    behind: frozenset[str] = frozenset()
    for n, heading in reversed(main.items()):
        kinds[n] = behind
        behind |= {heading.kind} if heading.is_known else set()
    return kinds


def _in_gaps(pieces: Sequence[Piece], chosen: dict[int, Heading]) -> dict[int, Heading]:
    """Headings to the letter of a form that lost their number, or have one of another kind: those
    of kinds not met otherwise, where the order of the form has their place. The form's own label
    outweighs other wordings above it."""
    known = [n for n, heading in sorted(chosen.items()) if heading.is_known]
    if len(known) < LEAST_BESIDE:
        return {}
    met = {chosen[n].kind for n in known}
    found: dict[int, Heading] = {}
    for before, after in pairwise([-1, *known, len(pieces)]):
        rank = ORDER[chosen[before].kind] if before in chosen else -1
        end = ORDER[chosen[after].kind] if after in chosen else len(ORDER)
        candidates = list(_candidates(pieces, before, after, chosen))
        labelled = {heading.kind: n for n, heading in candidates if heading.title in LABELS}
        points = {n for n, h in candidates if n < labelled.get(h.kind, 0) and h.title not in LABELS}
        for n, heading in candidates:
            own = ORDER[heading.kind]
            if heading.kind not in met and rank < own < end and n not in points:
                found[n] = heading
                met.add(heading.kind)
                rank = own
    return found


def _candidates(
    pieces: Sequence[Piece], before: int, after: int, chosen: dict[int, Heading]
) -> Iterator[tuple[int, Heading]]:
    """Known headings between two of the main ones, except points of a list that begins there and
    what stands above the report."""
    main = number_of(chosen[before].text)[1] if before in chosen else 0
    points: dict[str, int] = {}
    for n in range(before + 1, after):
        heading = pieces[n].heading
        way, number = number_of(pieces[n].whole)
        if heading is None or heading.told_by != WORDING or n in chosen:
            if number is not None:
                points[way] = number
            continue
        is_listed = way in POINTS and (
            number == points.get(way, 0) + 1 or (main is not None and number != main + 1)
        )
        if is_listed:
            points[way] = number or 0
        elif before in chosen or _opens(pieces[n:after]):
            main = number or (main + 1 if main is not None else None)
            yield n, heading


def _opens(pieces: Sequence[Piece]) -> bool:
    """Whether the first of the pieces opens a report: with text behind it, not above its title."""
    text = pieces[0].text or (pieces[1].whole if len(pieces) > 1 else "")
    is_above = any(as_title(piece.whole, "line") for piece in pieces[1:])
    is_text = len(text) >= LEAST_PROSE or number_of(text)[1] == 1
    return is_text and not is_above


def _kinds(chosen: dict[int, Heading]) -> dict[int, Heading]:
    """The headings; one of whose kind only its number tells has not that of a known one."""
    known = [n for n, h in chosen.items() if h.is_known and h.kind != "overview"]
    met = {chosen[n].kind for n in known}
    return {
        n: replace(h, kind="overview" if n < min(known) else "other_matters")
        if h.told_by == BY_NUMBER and h.kind in met
        else h
        for n, h in chosen.items()
    }
