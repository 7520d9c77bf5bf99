"""Lines that pages repeat at one height: running heads and feet."""

import re
from collections.abc import Sequence, Set

from extractors.document import Box
from extractors.layout.text_lines import TextLine
from extractors.words import labels
from extractors.words.figures import read_figure

# Of a page's height: where a running head or foot may stand.
MARGIN = 0.12
# At how many lines from a page's edge it may, and of how many pages all but the first tell.
EDGE_LINES, LEAST_PAGES = 2, 4
DIGITS = re.compile(r"\d+")
# What a running line repeats: its words (its numbers count pages), its height, its size.
Key = tuple[str, int, int]


def key(text: str, box: Box) -> Key:
    """What a line that stands at a place would repeat."""
    return DIGITS.sub("", text), round(box[1] / 4), round(box[3] - box[1])


def repeated(pages: Sequence[Set[Key]]) -> frozenset[Key]:
    """What more than one page has."""
    seen: set[Key] = set()
    again: set[Key] = set()
    for keys in pages:
        again |= seen & keys
        seen |= keys
    return frozenset(again)


def running_lines(pages: Sequence[Sequence[TextLine]]) -> frozenset[Key]:
    """What pages repeat at the same height at their edges: running heads and feet. A title may
    stand on the cover and once more on the page behind it."""
    at_edges = [
        {
            key_of(line)
            for line in (*lines[:EDGE_LINES], *lines[-EDGE_LINES:])
            if not _is_of_table(line) and key_of(line)[0].strip()
        }
        for lines in pages
    ]
    if len(at_edges) < LEAST_PAGES:
        return repeated(at_edges)
    return repeated(at_edges[1:]) | repeated([at_edges[0], *at_edges[2:]])


def _is_of_table(line: TextLine) -> bool:
    """Whether a line holds figures or labels of the form: pages repeat those, too."""
    return any(read_figure(text) is not None or labels.is_of_form(text) for text, _ in line.pieces)


def key_of(line: TextLine) -> Key:
    """What a line would repeat."""
    return key(line.text, line.place.box or (0.0, 0.0, 0.0, 0.0))
