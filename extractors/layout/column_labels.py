"""Column labels of several lines on a page without ruled lines, made whole."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from extractors.layout.boxes import is_next
from extractors.layout.separated import TextRow
from extractors.words import labels
from extractors.words.figures import read_figure

MOST_LINES = 8


def with_whole_headers(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows of a page with its column labels of several lines made whole, at their first line:
    where texts right below one another make a label of the form."""
    heads = [n for n, row in enumerate(rows) if not any(map(_is_figure, row.texts))]
    texts = {(n, k): text for n in heads for k, text in enumerate(rows[n].texts)}
    for place in list(texts):
        chain = _chain(place, rows, texts)
        for count in range(len(chain), 1, -1):
            whole = "".join(texts[p] for p in chain[:count])
            if is_header(whole) and not any(is_header(texts[p]) for p in chain[:count]):
                texts.update(dict.fromkeys(chain[1:count], ""))
                texts[place] = whole
                break
    return [
        row if n not in heads else _filled(row, [texts[n, k] for k in range(len(row.texts))])
        for n, row in enumerate(rows)
        if n not in heads or any(texts[n, k] for k in range(len(row.texts)))
    ]


Spot = tuple[int, int]


def _chain(place: Spot, rows: Sequence[TextRow], texts: Mapping[Spot, str]) -> list[Spot]:
    """A text of a header with those right below it, one under another."""
    chain = [place] if texts[place] else []
    below = range(place[0] + 1, min(place[0] + 1 + 2 * MOST_LINES, len(rows)))
    spots = [(n, k) for n in below for k in range(len(rows[n].texts))]
    for n, k in spots:
        if not chain or len(chain) == MOST_LINES or (n, k) not in texts:
            break
        (upper_row, upper), box = chain[-1], rows[n].boxes[k]
        above = rows[upper_row].boxes[upper]
        size = max(box[3] - box[1], above[3] - above[1])
        if texts[n, k] and n > upper_row and is_next(("", above), ("", box), size):
            chain.append((n, k))
    return chain


def _filled(row: TextRow, texts: Sequence[str]) -> TextRow:
    """The row with other texts, those that became blank left out."""
    kept = [(text, box) for text, box in zip(texts, row.boxes, strict=True) if text]
    return replace(row, texts=tuple(t for t, _ in kept), boxes=tuple(box for _, box in kept))


def _is_figure(text: str) -> bool:
    return read_figure(text) is not None


@lru_cache(maxsize=4096)
def is_header(text: str) -> bool:
    """Whether a text is a label of a column, of what spans several, or of a group of table 4."""
    matches = (
        labels.columns().match(text, ""),
        labels.furniture().match(text, ""),
        labels.rows().match(text, "review"),
    )
    return any(match is not None and match.is_whole for match in matches)
