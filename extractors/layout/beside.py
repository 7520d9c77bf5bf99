"""Labels beside their figures on a page without ruled lines.

A label of several lines stands above and below the line of its figures, and what spans several
rows stands left of the labels. Which line of text belongs to which line of figures is told by
where they stand: a label's middle (or its first or last line) is level with its figures.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Box
from extractors.layout.boxes import Piece, around, is_next, middle
from extractors.layout.column_labels import is_header
from extractors.layout.wrapped import FigureLine, distance, runs_to
from extractors.tables.cut_rows import BEGUN
from extractors.words import labels
from extractors.words.figures import is_part

Level = Callable[[Sequence[Box]], float]

MOST_LINES = 8
# Ways to give texts to lines of figures: no page of a report has so many, a broken one may.
MOST_PAIRS = 20_000
# In lines of text: how far off its figures a label may stand.
FARTHEST = 0.9
# What it costs to leave a text without figures, figures without a label, or a label unknown; and
# to join what is a label of its own to anything.
NO_FIGURES, NO_LABEL, UNKNOWN, JOINED = 1.0, 1.5, 0.6, 100.0
# To take lines of figures for one row, and for each line of text between them; to take parts of
# figures for a row.
BROKEN, APART, PART = 0.3, 0.1, 3.0
OBSTRUCTED = 0.3


@dataclass(frozen=True)
class Beside:
    """A row: how many lines of figures it has, and the indexes of the texts that make its label,
    top to bottom."""

    count: int
    texts: tuple[int, ...] = ()


@dataclass(frozen=True)
class _Best:
    """The cheapest way up to a point: its cost, and its rows."""

    cost: float
    given: tuple[Beside, ...] = ()


@dataclass(frozen=True)
class _Label:
    """Texts that may make a label: their indexes, their lines, and where figures stand level."""

    taken: tuple[int, ...]
    lines: tuple[str, ...]
    at: float


@dataclass(frozen=True)
class _Run:
    """Lines of figures taken for one row: how many, what that costs, where a label may stand beside
    it (level with one of its lines, or with its middle), and the cheapest ways up to it."""

    count: int
    cost: float
    heights: tuple[float, ...]
    ways: Sequence[_Best]

    @classmethod
    def of(cls, lines: Sequence[FigureLine], ways: Sequence[_Best]) -> "_Run":
        boxes = [around([box for _, box in line]) for line in lines]
        if len(lines) > 1:
            heights = tuple(map(middle, (*boxes, around(boxes))))
            return cls(len(lines), BROKEN + APART * distance(lines), heights, ways)
        cost = PART if any(is_part(text) for text, _ in lines[0]) else 0.0
        return cls(1, cost, (middle(boxes[0]),), ways)

    def after(self, texts: int, taken: tuple[int, ...], cost: float) -> _Best:
        """The way on with this row, after so many texts, with some for its label."""
        best = self.ways[texts]
        return _Best(best.cost + cost + self.cost, (*best.given, Beside(self.count, taken)))


def labels_beside(
    figures: Sequence[FigureLine], texts: Sequence[Piece], rules: Sequence[Box]
) -> list[Beside]:
    """The rows that lines of figures make, top to bottom, and what labels them. The texts stand
    left of all figures, `rules` are the page's level ruled lines. No labels where there are too
    many texts."""
    own = sorted(_unobstructed(texts), key=lambda index: middle(texts[index][1]))
    if not figures or len(own) * len(figures) > MOST_PAIRS:
        return [Beside(1) for _ in figures]
    boxes = [box for _, box in texts] or [box for line in figures for _, box in line]
    size = sorted(box[3] - box[1] for box in boxes)[len(boxes) // 2]
    runs = [(1, *runs_to(figures, end, rules)) for end in range(1, len(figures) + 1)]
    ways = [
        _best(figures, runs, _labels_to(texts, own, size, level), size)
        for level in (_centre, _first, _last)
    ]
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
    figures: Sequence[FigureLine],
    runs: Sequence[Sequence[int]],
    labels_to: Sequence[Sequence[_Label]],
    size: float,
) -> _Best:
    """The cheapest way to give the texts on, in order: dynamic programming over texts and lines of
    figures. `runs` says for each line how many, up to it, may be one row, `labels_to` for each
    number of texts what labels the last of them may make."""
    ways = [[_Best(NO_FIGURES * count) for count in range(len(labels_to))]]
    for line, counts in enumerate(runs, 1):
        rows = [_Run.of(figures[line - count : line], ways[line - count]) for count in counts]
        following: list[_Best] = []
        for end, found in enumerate(labels_to):
            options = [run.after(end, (), NO_LABEL) for run in rows]
            if end:
                before = following[end - 1]
                options.append(_Best(before.cost + NO_FIGURES, before.given))
            for label in found:
                for run in rows:
                    far = min(abs(label.at - height) for height in run.heights) / size
                    if far <= FARTHEST:
                        cost = far + _strangeness(label.lines)
                        options.append(run.after(end - len(label.taken), label.taken, cost))
            following.append(min(options, key=lambda best: best.cost))
        ways.append(following)
    return ways[-1][-1]


def _labels_to(
    texts: Sequence[Piece], own: Sequence[int], size: float, level: Level
) -> list[list[_Label]]:
    """For each number of texts the labels that the last of them, one below another, may make."""
    found: list[list[_Label]] = [[]]
    for end in range(1, len(own) + 1):
        labels_here: list[_Label] = []
        for start in range(end - 1, max(-1, end - 1 - MOST_LINES), -1):
            taken = tuple(own[start:end])
            if start < end - 1 and not is_next(texts[own[start]], texts[own[start + 1]], size):
                break
            at = level([texts[i][1] for i in taken])
            labels_here.append(_Label(taken, tuple(texts[i][0] for i in taken), at))
        found.append(labels_here)
    return found


@lru_cache(maxsize=4096)
def _strangeness(lines: tuple[str, ...]) -> float:
    """How little the lines look like one label of the form."""
    if len(lines) > 1 and any(_is_whole(line) or is_header(line) for line in lines):
        return JOINED
    if any(BEGUN.match(line) for line in lines[1:]) or len("".join(lines)) == 1:
        return JOINED  # A single character is one of a label that is set upright.
    match = labels.rows().match("".join(lines))
    return UNKNOWN if match is None else UNKNOWN * (1 - match.score / 100)


def _is_whole(text: str) -> bool:
    match = labels.rows().match(text)
    return match is not None and match.is_whole


def _centre(boxes: Sequence[Box]) -> float:
    return (middle(boxes[0]) + middle(boxes[-1])) / 2


def _first(boxes: Sequence[Box]) -> float:
    return middle(boxes[0])


def _last(boxes: Sequence[Box]) -> float:
    return middle(boxes[-1])
