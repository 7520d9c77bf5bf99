"""In which order the columns stand whose labels were not all understood.

The labels that are known are anchors: where they contradict the form's order, the unknown ones
can't be given to columns by it.
"""

from collections.abc import Sequence

# The places of a line of labels among the columns of the form, left to right; None is a label that
# nobody knows.
Ranks = Sequence[int | None]


def completed(found: Sequence[str], keys: Sequence[str]) -> tuple[str, ...] | None:
    """The columns in their order, given what is known of each ("" for nothing): where one is
    unknown it is the one left over. None where more are, or one is named twice."""
    left = [key for key in keys if key not in found]
    if len(found) != len(keys) or len(left) > 1 or len(set(found)) != len(found):
        return None
    return tuple(name or left[0] for name in found)


def may_follow_form(lines: Sequence[Ranks], missing: Sequence[int]) -> bool:
    """Whether lines of labels may stand in the form's order: the known ones of each line do, and
    there are unknown ones where the `missing` columns belong. Where no label is unknown, labels
    may have been left out."""
    if any(known != sorted(known) for known in map(_known, lines)):
        return False
    if all(rank is not None for line in lines for rank in line):
        return True
    gaps = [gap for line in lines for gap in _gaps(line)]
    return _fill(gaps, sorted(missing))


def _known(line: Ranks) -> list[int]:
    return [rank for rank in line if rank is not None]


def _gaps(line: Ranks) -> list[tuple[int, int, int]]:
    """(the ranks that stand before and behind, how many unknown labels) of each gap of a line."""
    gaps = []
    before, count = -1, 0
    for rank in (*line, 10**6):
        if rank is None:
            count += 1
            continue
        if count:
            gaps.append((before, rank, count))
        before, count = rank, 0
    return gaps


def _fill(gaps: list[tuple[int, int, int]], missing: Sequence[int]) -> bool:
    """Whether each missing column finds an unknown label in a gap where it may stand."""
    if not missing:
        return True
    first, *rest = missing
    for number, (before, behind, count) in enumerate(gaps):
        if count and before <= first < behind:
            fewer = [*gaps[:number], (before, behind, count - 1), *gaps[number + 1 :]]
            if _fill(fewer, rest):
                return True
    return False
