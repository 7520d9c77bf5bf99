"""Figures that a narrow cell broke, on a page without ruled lines between its columns: the rest of
`1,692` stands below its begin, beside the row's other figures."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from extractors.document import Box
from extractors.layout.boxes import NEXT_LINE, Piece, around, middle
from extractors.words.figures import is_part, read_figure

# The figures of one line of the page, left to right.
FigureLine = Sequence[Piece]

MOST_LINES = 3


def runs_to(lines: Sequence[FigureLine], end: int, rules: Sequence[Box]) -> Iterator[int]:
    """How many lines of figures, of which the one before `end` is the last, may be one row whose
    figures are broken. `rules` are the level ruled lines of the page."""
    for count in range(2, min(MOST_LINES, end) + 1):
        if _is_row(lines[end - count : end], rules):
            yield count


def distance(lines: Sequence[FigureLine]) -> float:
    """From the first of some lines to the last, in heights of their type."""
    first, last = (around([box for _, box in line]) for line in (lines[0], lines[-1]))
    return (middle(last) - middle(first)) / (last[3] - last[1] or 1.0)


def fullest(lines: Sequence[FigureLine]) -> int:
    """Which of the lines of a row holds most of its figures: the last of those that do."""
    return max(range(len(lines)), key=lambda n: (len(lines[n]), n))


def whole(lines: Sequence[FigureLine]) -> list[Piece]:
    """The figures of a row of several lines, left to right, each with its parts below one another,
    so that it is read with the doubt that this leaves."""
    columns = _columns(lines) or []
    return [
        ("\n".join(text for text, _ in column), around([box for _, box in column]))
        for column in sorted(columns, key=lambda column: column[0][1][0])
    ]


def _is_row(lines: Sequence[FigureLine], rules: Sequence[Box]) -> bool:
    """Whether lines may be one row: near to one another, no ruled line between them, and all that
    stands outside the fullest line goes on in another. Where all of its figures would be broken,
    two rows look the same, unless a part is none by itself."""
    columns = _columns(lines) if all(_is_near(*p, rules) for p in pairwise(lines)) else None
    if columns is None:
        return False
    broken = [column for column in columns if len(column) > 1]
    parts = {id(piece) for column in broken for piece in column}
    main = fullest(lines)
    is_kept = all(id(p) in parts for n, line in enumerate(lines) if n != main for p in line)
    is_told = len(broken) < len(columns) or any(is_part(text) for c in broken for text, _ in c)
    return bool(broken) and is_kept and is_told and all(map(_is_one, broken))


def _columns(lines: Sequence[FigureLine]) -> list[list[Piece]] | None:
    """The pieces of lines that stand below one another; None where they don't by ones."""
    columns: list[list[Piece]] = []
    for line in lines:
        taken = set[int]()
        for piece in line:
            over = [n for n, c in enumerate(columns) if any(_is_level(piece, p) for p in c)]
            if len(over) > 1 or taken & set(over):
                return None
            if over:
                columns[over[0]].append(piece)
            else:
                columns.append([piece])
            taken.add(over[0] if over else len(columns) - 1)
    return columns


def _is_level(piece: Piece, other: Piece) -> bool:
    """Whether two pieces stand one below the other."""
    return min(piece[1][2], other[1][2]) > max(piece[1][0], other[1][0])


def _is_near(upper: FigureLine, lower: FigureLine, rules: Sequence[Box]) -> bool:
    """Whether a line of text is the next below another, with no ruled line between."""
    above, below = around([box for _, box in upper]), around([box for _, box in lower])
    size = max(above[3] - above[1], below[3] - below[1])
    return middle(below) - middle(above) <= NEXT_LINE * size and not any(
        middle(above) < rule[1] < middle(below) and rule[0] <= (box[0] + box[2]) / 2 <= rule[2]
        for rule in rules
        for _, box in (*upper, *lower)
    )


def _is_one(column: Sequence[Piece]) -> bool:
    """Whether parts make one figure, but for the doubt that it may be several."""
    figure = read_figure("\n".join(text for text, _ in column))
    return figure is not None and figure.by_sums
