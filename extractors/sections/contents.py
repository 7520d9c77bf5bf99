"""A table of contents, which names the sections before they come."""

from collections.abc import Sequence
from itertools import takewhile

from extractors.sections.pieces import Piece
from extractors.words.headings import LONGEST_HEADING, SENTENCE, without_page

LEAST_NAMED = 3


def without_contents(pieces: Sequence[Piece]) -> Sequence[Piece]:
    """The pieces from behind a table of contents: the first headings, with nothing but lines
    without sentences between them, that come again below. One of them may not."""
    first = next((n for n, piece in enumerate(pieces) if piece.heading), len(pieces))
    listing = takewhile(lambda n: _may_be_listed(pieces[n]), range(first, len(pieces)))
    named = [n for n in listing if pieces[n].heading]
    titles = [_title(pieces[n]) for n in named]
    count = next((n for n, title in enumerate(titles) if title in titles[:n]), len(titles))
    begin = named[count] if count < len(named) else named[-1] + 1 if named else first
    below = {_title(piece) for piece in pieces[begin:]}
    while count and titles[count - 1] not in below:
        count -= 1
    again = sum(title in below for title in titles[:count])
    is_contents = again >= LEAST_NAMED and again >= count - 1
    return pieces[named[count - 1] + 1 :] if is_contents else pieces


def _title(piece: Piece) -> str:
    return piece.heading.title if piece.heading else ""


def _may_be_listed(piece: Piece) -> bool:
    """Whether a line may stand in a table of contents, as a heading or between two."""
    text = without_page(piece.text)
    return piece.is_link or (len(text) <= LONGEST_HEADING and not SENTENCE.search(text))
