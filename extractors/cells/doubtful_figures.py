"""Figures that are not certain, as problems: by how they are written, or because the form's sums
fail with them too often to be the agency's mistake."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from decimal import Decimal

from extractors.reading import CellReading, Problem, Severity
from extractors.words.figures import Figure
from extractors.words.labels import folded
from forms.arithmetic import Figures, Outcome, Result, evaluate
from forms.model import Identity

# An agency may get a few sums wrong.
LEAST_FAILED, LEAST_MOVED = 3, 2
# The first figure of two digits, and how a smaller one is set to have two.
LEAST_OF_TWO = 10
PADDED = re.compile(r"0\d")
# So many figures do not repeat themselves by chance.
LEAST_DOUBLED = 6


def without_parted(
    cells: Sequence[CellReading], identities: Sequence[Identity]
) -> list[CellReading]:
    """The cells; figures that a line break parts, or that begin with a zero, have no value unless
    sums hold with it."""
    if not any(cell.figure.by_sums for cell in cells):
        return list(cells)
    told = _Told.by(cells, identities)
    return [
        replace(cell, figure=replace(cell.figure, value=None))
        if (_is_parted(cell) or _is_padded(cell)) and not told.holds(cell)
        else cell
        for cell in cells
    ]


def doubtful_figures(cells: Sequence[CellReading], identities: Sequence[Identity]) -> list[Problem]:
    """A problem for each figure in doubt. Where the form's sums hold with thousands that are set
    apart by blanks, and fail with none, all that the report sets so are but a warning; a figure
    with a note's sign is one where sums of its own hold with it."""
    doubtful = [cell for cell in cells if cell.figure.doubt]
    if not doubtful:
        return []
    told = _Told.by(cells, identities)
    are_sound = _hold({cell.column for cell in cells if cell.figure.is_grouped}, told.results)
    problems = []
    for cell in doubtful:
        is_sound = told.holds(cell) or (cell.figure.is_grouped and are_sound)
        severity = Severity.WARNING if is_sound else Severity.ERROR
        text = f"{cell.column}: {cell.figure.doubt}"
        problems.append(Problem("figure", severity, text, (cell.column,), not is_sound))
    return problems


@dataclass(frozen=True)
class _Told:
    """The form's sums held against a report's figures, those of them with a figure that is
    certain, and whether all that could be are set in two digits (01)."""

    results: tuple[Result, ...]
    certain: tuple[Result, ...]
    are_padded: bool

    @classmethod
    def by(cls, cells: Sequence[CellReading], identities: Sequence[Identity]) -> "_Told":
        figures = {cell.column: cell.figure.value for cell in cells}
        results = tuple(evaluate(identity, figures) for identity in identities)
        sure = {cell.column for cell in cells if cell.figure.value and not cell.figure.doubt}
        certain = tuple(r for r in results if sure & set(r.identity.columns))
        summed = {name for result in results for name in result.identity.columns}
        single = (f.value and f.value < LEAST_OF_TWO and not f.doubt for f in _of(cells, summed))
        return cls(results, certain, not any(single))

    def holds(self, cell: CellReading) -> bool:
        """Whether sums clear a figure's doubt. Of parted figures sums of nothing but such tell
        nothing: two rows set as one hold digit by digit. Where one figure begins with a zero, all
        of one digit must."""
        if _is_padded(cell) and not self.are_padded:
            return False
        is_held = cell.figure.by_sums and _hold({cell.column}, self.results)
        return is_held and (not _is_parted(cell) or _hold({cell.column}, self.certain))


def _is_parted(cell: CellReading) -> bool:
    """Whether a line break parts the digits of a figure."""
    return cell.figure.by_sums and "\n" in cell.raw.strip()


def _is_padded(cell: CellReading) -> bool:
    """Whether a figure begins with a zero."""
    return cell.figure.by_sums and PADDED.match(folded(cell.raw)) is not None


def _of(cells: Iterable[CellReading], columns: Set[str]) -> Iterator[Figure]:
    return (cell.figure for cell in cells if cell.column in columns)


def doubled_figures(cells: Sequence[CellReading]) -> list[Problem]:
    """One error where every figure repeats itself (1515): a page that prints each twice, once for
    each kind of screen, shows but one of them."""
    printed = [cell for cell in cells if cell.figure.value]
    if len(printed) < LEAST_DOUBLED or not all(map(_is_doubled, printed)):
        return []
    text = f"each of {len(printed)} figures repeats itself; the page may print them twice"
    return [Problem("figure", Severity.ERROR, text, tuple(cell.column for cell in cells), True)]


def _is_doubled(cell: CellReading) -> bool:
    text = "".join(cell.raw.split())
    return text[: len(text) // 2] == text[len(text) // 2 :]


def _hold(columns: Set[str], results: Sequence[Result]) -> bool:
    """Whether some sums of these columns hold, and none fails."""
    outcomes = {r.outcome for r in results if columns & set(r.identity.columns)}
    return Outcome.PASS in outcomes and Outcome.FAIL not in outcomes


def unlikely_columns(cells: Sequence[CellReading], identities: Iterable[Identity]) -> list[Problem]:
    """A table whose row sums fail in most rows, or would all hold were another of its columns the
    sum: its columns are likely to stand in another order than they were read in."""
    figures = {cell.column: cell.figure.value for cell in cells}
    sums = [evaluate(i, figures) for i in identities if i.check == "row_sum"]
    told = [result for result in sums if result.left or result.right]
    failed = [result for result in told if result.outcome is Outcome.FAIL]
    is_most = len(failed) >= LEAST_FAILED and len(failed) * 2 > len(told)
    if not is_most and not (len(failed) >= LEAST_MOVED and _has_other_sum(told, figures)):
        return []
    columns = tuple(dict.fromkeys(c for result in failed for c in result.identity.columns))
    text = f"{len(failed)} of {len(told)} row sums fail: the columns may be others than were read"
    return [Problem("ambiguous_row", Severity.ERROR, text, columns, True)]


def _has_other_sum(sums: Sequence[Result], figures: Figures) -> bool:
    """Whether one and the same part is the sum of all else in every row."""
    rows = [[figures.get(name) or Decimal(0) for name in r.identity.columns] for r in sums]
    parts = range(min(len(result.identity.left) for result in sums))
    return any(all(2 * row[part] == sum(row) for row in rows) for part in parts)
