"""Lines that a program draws as rows of dots."""

from collections.abc import Iterator, Sequence

from extractors.shapes import Corners, Point

# In points: how far apart the dots of a line may stand, and how far off it.
MOST_GAP, OFF_LINE = 4.0, 0.25
LEAST_DOTS = 6


def lines_of_dots(dots: Sequence[Point]) -> list[Corners]:
    """The straight lines that dots make, upright and across. A dot may be of both kinds."""
    across = [((a, y), (b, y)) for y, a, b in _runs([(y, x) for x, y in dots])]
    return across + [((x, a), (x, b)) for x, a, b in _runs(dots)]


def _runs(dots: Sequence[Point]) -> Iterator[tuple[float, float, float]]:
    """(where, from, to) of dots that follow one another at equal first coordinates."""
    lines: dict[int, list[Point]] = {}
    for dot in dots:
        lines.setdefault(round(dot[0] / OFF_LINE), []).append(dot)
    for line in lines.values():
        run: list[Point] = []
        for dot in sorted(line, key=lambda point: point[1]):
            if run and dot[1] - run[-1][1] > MOST_GAP:
                yield from _line(run)
                run = []
            run.append(dot)
        yield from _line(run)


def _line(run: Sequence[Point]) -> Iterator[tuple[float, float, float]]:
    if len(run) >= LEAST_DOTS:
        yield run[0][0], run[0][1], run[-1][1]
