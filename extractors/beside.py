"""Labels beside their figures on a page without ruled lines.

A label of several lines stands above and below the line of its figures, and what spans several
rows stands left of the labels. Which line of text belongs to which line of figures is told by
where they stand: a label's middle (or its first or last line) is level with its figures.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors import labels
from extractors.document import Box
from extractors.figures import read_figure
from extractors.separated_text import TextRow

Piece = tuple[str, Box]
Level = Callable[[Sequence[Box]], float]

MOST_LINES = 8
# Distances are in lines of text.
FARTHEST, NEXT_LINE = 0.9, 1.7
# What it costs to leave a text without figures, figures without a label, or a label unknown; and
# to join what is a label of its own to anything.
NO_FIGURES, NO_LABEL, UNKNOWN, JOINED = 1.0, 1.5, 0.6, 3.0
OBSTRUCTED = 0.3


@dataclass(frozen=True)
class _Best:
    """The cheapest way up to a point: its cost, and for each line of figures its texts."""

    cost: float
    given: tuple[tuple[int, ...], ...] = ()


def labels_beside(figures: Sequence[Box], texts: Sequence[Piece]) -> list[tuple[int, ...]]:
    """For each line of figures (its box, top to bottom) the indexes of the texts that make its
    label, top to bottom. The texts stand left of all figures."""
    own = sorted(_unobstructed(texts), key=lambda index: _middle(texts[index][1]))
    if not own or not figures:
        return [() for _ in figures]
    size = sorted(box[3] - box[1] for _, box in texts)[len(texts) // 2]
    ways = [_best(figures, texts, own, size, level) for level in (_centre, _first, _last)]
    return list(min(ways, key=lambda way: way.cost).given)


def _unobstructed(texts: Sequence[Piece]) -> Iterable[int]:
    """Texts with no other text between them and the figures."""
    for index, (_, box) in enumerate(texts):
        height = box[3] - box[1]
        if not any(
            other[0] >= box[2]
            and min(other[3], box[3]) - max(other[1], box[1]) > OBSTRUCTED * height
            for _, other in texts
        ):
            yield index


def _best(
    figures: Sequence[Box], texts: Sequence[Piece], own: Sequence[int], size: float, level: Level
) -> _Best:
    """The cheapest way to give the texts on, in order: dynamic programming over texts and lines of
    figures."""
    row: list[_Best] = [_Best(NO_FIGURES * count) for count in range(len(own) + 1)]
    for box in figures:
        following = [_Best(best.cost + NO_LABEL, (*best.given, ())) for best in row]
        for end in range(1, len(own) + 1):
            options = [following[end]]
            options.append(_Best(following[end - 1].cost + NO_FIGURES, following[end - 1].given))
            for start in range(end - 1, max(-1, end - 1 - MOST_LINES), -1):
                taken = tuple(own[start:end])
                if start < end - 1 and not _is_next(texts[own[start]], texts[own[start + 1]], size):
                    break
                far = abs(level([texts[i][1] for i in taken]) - _middle(box)) / size
                if far <= FARTHEST:
                    cost = row[start].cost + far + _strangeness(tuple(texts[i][0] for i in taken))
                    options.append(_Best(cost, (*row[start].given, taken)))
            following[end] = min(options, key=lambda best: best.cost)
        row = following
    return row[-1]


def _is_next(upper: Piece, lower: Piece, size: float) -> bool:
    """Whether one text stands right below another."""
    (left, _, right, _), (low_left, _, low_right, _) = upper[1], lower[1]
    overlaps = min(right, low_right) - max(left, low_left) > 0
    return overlaps and _middle(lower[1]) - _middle(upper[1]) <= NEXT_LINE * size


@lru_cache(maxsize=4096)
def _strangeness(lines: tuple[str, ...]) -> float:
    """How little the lines look like one label of the form."""
    if len(lines) > 1 and any(_is_whole(line) for line in lines):
        return JOINED
    match = labels.rows().match("".join(lines))
    return UNKNOWN if match is None else UNKNOWN * (1 - match.score / 100)


def _is_whole(text: str) -> bool:
    match = labels.rows().match(text)
    return match is not None and match.is_whole


def with_whole_headers(rows: Sequence[TextRow]) -> list[TextRow]:
    """The rows of a page with column labels of several lines made whole: where a text and the one
    right below it make a column label of the form, which neither is alone."""
    texts = [list(row.texts) for row in rows]
    heads = [n for n, row in enumerate(rows) if not any(map(_is_figure, row.texts))]
    for above in reversed(heads):
        for below in range(above + 1, min(above + 1 + MOST_LINES, len(rows))):
            for k, box in enumerate(rows[above].boxes):
                for j, low in enumerate(rows[below].boxes):
                    size = max(box[3] - box[1], low[3] - low[1])
                    pieces = (texts[above][k], box), (texts[below][j], low)
                    if below in heads and _is_next(*pieces, size) and _make_column(*pieces):
                        texts[above][k] += texts[below][j]
                        texts[below][j] = ""
    return [
        replace(
            row,
            texts=tuple(text for text in own if text),
            boxes=tuple(box for text, box in zip(own, row.boxes, strict=True) if text),
        )
        for row, own in zip(rows, texts, strict=True)
        if any(own)
    ]


def _is_figure(text: str) -> bool:
    return read_figure(text) is not None


def _make_column(upper: Piece, lower: Piece) -> bool:
    columns = labels.columns()
    parts = [columns.match(text, "") for text, _ in (upper, lower) if text]
    if len(parts) < 2 or any(part is not None and part.is_whole for part in parts):
        return False
    match = columns.match(upper[0] + lower[0], "")
    return match is not None and match.is_whole


def _middle(box: Box) -> float:
    return (box[1] + box[3]) / 2


def _centre(boxes: Sequence[Box]) -> float:
    return (_middle(boxes[0]) + _middle(boxes[-1])) / 2


def _first(boxes: Sequence[Box]) -> float:
    return _middle(boxes[0])


def _last(boxes: Sequence[Box]) -> float:
    return _middle(boxes[-1])
