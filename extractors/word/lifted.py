"""Runs of a DOCX that stand off the line of the others."""

from collections.abc import Iterator

from lxml import etree

from extractors.word.styles import R_PR, UNTOLD, W_R, W_T, Place, Said, Styles

# How far off its line, and with how much smaller type, a note's number stands: parts of the size of
# the type beside it.
LEAST_OFF, LEAST_UNLIKE = 1 / 8, 1 / 3


def lifted(paragraph: etree._Element, styles: Styles) -> frozenset[etree._Element]:
    """The runs of a paragraph that stand off the line of the others as a note's number does: in
    smaller type, or by a third of its height. A paragraph that is raised whole holds none."""
    said = styles.paragraph(paragraph)
    places = dict(_places(paragraph, styles, said))
    if len(places) < 2:
        return frozenset()
    beside = min(places.values(), key=lambda place: (abs(place[0]), -place[1]))
    return frozenset(run for run, place in places.items() if _is_off(place, beside))


def _is_off(place: Place, beside: Place) -> bool:
    size = beside[1]
    off, smaller = abs(place[0] - beside[0]), max(0, size - place[1])
    return off >= LEAST_OFF * size and off + smaller >= LEAST_UNLIKE * size


def _places(
    paragraph: etree._Element, styles: Styles, said: Said
) -> Iterator[tuple[etree._Element, Place]]:
    """Each run that prints text, with its place."""
    for run in paragraph.iter(W_R):
        look = styles.look(run.find(R_PR), said) or UNTOLD
        if look.is_shown and any((text.text or "").strip() for text in run.iterchildren(W_T)):
            yield run, look.place
