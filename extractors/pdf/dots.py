"""Lines that a program draws as rows of dots."""

from collections.abc import Iterator, Sequence

from extractors.pdf.shapes import Corners, Point

# In points: how far apart the dots of a line may stand, and how far off it.
MOST_GAP, OFF_LINE = 4.0, 0.25
LEAST_DOTS = 6


def lines_of_dots(dots: Sequence[Point]) -> list[Corners]:
    """The straight lines that dots make, upright and across. A dot may be of both kinds."""
    across = [((a, y), (b, y)) for y, a, b in _runs([(y, x) for x, y in dots])]
    return across + [((x, a), (x, b)) for x, a, b in _runs(dots)]


def _runs(dots: Sequence[Point]) -> Iterator[tuple[float, float, float]]:
    """(where, from, to) of dots that follow one another at equal first coordinates."""
    for line in _groups(sorted(dots), 0, OFF_LINE):
        for run in _groups(sorted(line, key=lambda dot: dot[1]), 1, MOST_GAP):
            if len(run) >= LEAST_DOTS:
                yield run[0][0], run[0][1], run[-1][1]


def _groups(dots: Sequence[Point], axis: int, gap: float) -> Iterator[list[Point]]:
    """Sorted dots, parted where one stands further than a gap from the one before it."""
    group: list[Point] = []
    for dot in dots:
        if group and dot[axis] - group[-1][axis] > gap:
            yield group
            group = []
        group.append(dot)
    if group:
        yield group
