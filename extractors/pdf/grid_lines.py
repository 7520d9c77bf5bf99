"""Which of a table's drawn lines are its grid lines: those near to one another are one, but for
columns and rows that hold nothing and were shrunk to nothing by the program."""

from bisect import bisect_left
from collections.abc import Sequence, Set
from itertools import pairwise

from extractors.pdf.shapes import Rule

# In points: lines as near as this are one, pieces as near as this one line.
SNAP, HAIR = 3.0, 0.8
# Lines between columns that go on through a row that was shrunk to nothing: the outer two tell not.
LEAST_COLUMNS = 3
# More rows of nothing than these are hatching.
MOST_ROWS = 40


def snapped(lines: Sequence[float], ends: Sequence[float], apart: Sequence[float]) -> list[float]:
    """Where `lines` stand and those across them end (`ends`), sorted; values within `SNAP` of one
    another count once, but for lines near to those that stand `apart`."""
    apart = sorted(apart)
    kept = sorted({line for line in lines if _is_near(line, apart)})
    others: list[float] = []
    for value in sorted((*lines, *ends)):
        if not _is_near(value, kept) and not (others and value - others[-1] <= SNAP):
            others.append(value)
    return sorted((*kept, *others))


def _is_near(value: float, lines: Sequence[float]) -> bool:
    """Whether a value is within `SNAP` of one of sorted lines."""
    place = bisect_left(lines, value - SNAP)
    return place < len(lines) and lines[place] <= value + SNAP


def shrunk_columns(vertical: Sequence[Rule]) -> list[float]:
    """The lines of columns that hold nothing and were shrunk to nothing by the program: three or
    more side by side, each as far from the next as all. Two near to one another are a double line,
    unless they stand as far apart as three do elsewhere in the table, or as two others do between
    columns that single lines part."""
    runs: list[list[float]] = []
    for line in sorted({rule.at for rule in vertical}):
        run = runs[-1] if runs else []
        gap = line - run[-1] if run else 0.0
        is_near = HAIR < gap <= SNAP
        if is_near and (len(run) == 1 or abs(gap - (run[1] - run[0])) <= HAIR / 2):
            run.append(line)
        else:
            runs.append([run[-1], line] if is_near else [line])
    if all(len(run) > 1 for run in runs):
        return []  # Every cell has a border of its own, of several lines perhaps.
    widths = [run[1] - run[0] for run in runs if len(run) > 2]
    near = [run for run in runs if len(run) > 1]
    pairs = [run[1] - run[0] for run in runs[1:-1] if len(run) == 2]
    if sum(len(run) == 1 for run in runs[1:-1]) >= LEAST_COLUMNS:
        widths += [pair for pair in pairs if sum(_is_as_wide(pair, other) for other in pairs) > 1]
    shrunk = [r for r in near if any(_is_as_wide(r[1] - r[0], width) for width in widths)]
    return [line for run in shrunk for line in run]


def _is_as_wide(width: float, other: float) -> bool:
    return abs(width - other) <= HAIR / 2


def shrunk_rows(horizontal: Sequence[Rule], pieces: Sequence[Rule]) -> list[float]:
    """The lines of rows that hold nothing and were shrunk to nothing by the program: lines between
    columns are drawn from one to the other, as they are not between the two of a double line, or
    between cells that stand apart. Where each of them is a double line, so are the level ones."""
    edges = sorted(rule.at for rule in horizontal)
    near = [pair for pair in pairwise(edges) if HAIR < pair[1] - pair[0] <= SNAP]
    found = []
    for upper, lower in near if len(near) <= MOST_ROWS else ():
        across = {v.at for v in pieces if v.start <= upper + HAIR and v.end >= lower - HAIR}
        if len(snapped([*across], (), ())) > LEAST_COLUMNS and not _are_double(across):
            found += [upper, lower]
    return found


def _are_double(lines: Set[float]) -> bool:
    """Whether each of some lines has another near to it."""
    return all(any(HAIR < abs(line - other) <= SNAP for other in lines) for line in lines)
