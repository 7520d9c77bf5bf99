"""Text beside the report on a page: a menu that is printed with it in the same lines."""

from collections.abc import Sequence
from itertools import pairwise

from extractors.document import Place
from extractors.layout.boxes import Piece, around
from extractors.layout.text_lines import TextLine
from extractors.words.figures import read_figure

# A menu has so many lines beside as many of the text, of which so many are running text.
LEAST_LINES, LEAST_PROSE, LONG = 5, 4, 15
# Of the page's width: a menu is narrower.
WIDEST = 0.4


def main_first(lines: Sequence[TextLine], width: float) -> list[TextLine]:
    """The lines of a page, those of a menu beside its text taken out of them and set behind."""
    places = {
        round((left[1][2] + right[1][0]) / 2)
        for line in lines
        for left, right in pairwise(line.pieces)
        if right[1][0] < WIDEST * width
    }
    runs = [(run, x) for x in places if (run := _run(lines, x)) is not None]
    if not runs:
        return list(lines)
    (first, last), x = max(runs, key=lambda item: item[0][1] - item[0][0])
    menu, main = _parted(lines[first:last], x)
    return [*lines[:first], *main, *menu, *lines[last:]]


def _run(lines: Sequence[TextLine], x: float) -> tuple[int, int] | None:
    """From which line to which nothing stands over a place, with a menu left of it and running text
    right of it; None where there is no such run."""
    crossed = [n for n, line in enumerate(lines) if any(b[0] < x < b[2] for _, b in line.pieces)]
    edges = [-1, *crossed, len(lines)]
    runs = [(a + 1, b) for a, b in pairwise(edges)]
    return next((run for run in runs if _is_menu(lines[slice(*run)], x)), None)


def _is_menu(lines: Sequence[TextLine], x: float) -> bool:
    menu, main = _parted(lines, x)
    prose = sum(len(line.text) >= LONG for line in main)
    has_figures = any(read_figure(text) is not None for line in main for text, _ in line.pieces)
    return min(len(menu), len(main)) >= LEAST_LINES and prose >= LEAST_PROSE and not has_figures


def _parted(lines: Sequence[TextLine], x: float) -> tuple[list[TextLine], list[TextLine]]:
    """The parts of lines left and right of a place."""
    parts = [
        (
            [piece for piece in line.pieces if piece[1][2] <= x],
            [piece for piece in line.pieces if piece[1][2] > x],
            line,
        )
        for line in lines
    ]
    menu = [_line(left, line) for left, _, line in parts if left]
    main = [_line(right, line) for _, right, line in parts if right]
    return menu, main


def _line(pieces: Sequence[Piece], line: TextLine) -> TextLine:
    if len(pieces) == len(line.pieces):
        return line
    box = around([box for _, box in pieces])
    text = "  ".join(text for text, _ in pieces)
    return TextLine(
        text, Place(page=line.place.page, box=box), box[0], box[2], tuple(pieces), line.rules
    )
