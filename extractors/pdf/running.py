"""Lines that pages repeat at one height: running heads and feet."""

import re
from collections.abc import Sequence, Set

from extractors.document import Box

# Of a page's height: where a running head or foot may stand.
MARGIN = 0.12
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
