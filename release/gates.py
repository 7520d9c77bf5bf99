"""Whether a new release may become the latest one: held against the one that is."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ConfigDict, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass as checked

from release.compare import ROWS, YearComparison
from release.folder import Folder
from release.reasons import STANDS, standing

BOUNDS = Path(__file__).parent.parent / "data" / "gates.toml"
STRICT = ConfigDict(extra="forbid")
WITH_FIGURES = ("clean", "as_printed", "suspect")
MOST_NAMED = 8


class BoundsError(ValueError):
    """The file of bounds is wrong; the message says how."""


@checked(frozen=True, config=STRICT)
class Loss:
    """A loss beyond both this share and this number holds a release."""

    most_lost: float
    spared: int


@checked(frozen=True, config=STRICT)
class Fall:
    """A fall of a fill rate beyond this holds a release, from so many new rows on."""

    most_fallen: float
    least_rows: int


@checked(frozen=True, config=STRICT)
class Rise:
    """A rise beyond both this share and this number holds a release."""

    most_risen: float
    spared: int


@checked(frozen=True, config=STRICT)
class Bounds:
    """The bounds of data/gates.toml, which says what each means."""

    rows: Loss
    year: Loss
    revised: Loss
    fill: Loss
    fill_of_new_rows: Fall
    suspects: Rise


@dataclass(frozen=True)
class Verdict:
    """One gate: whether it lets the release pass, and what was found, in words."""

    gate: str
    passed: bool
    found: str


@dataclass
class Totals:
    """What the gates need to know of two releases, summed over the years. `rows` holds for each
    year the rows before and now, `revised` those that went since their address holds another
    edition now: of a few nothing was lost, many are a site that went blank."""

    rows: dict[int, tuple[int, int]] = field(default_factory=dict)
    revised: Counter[int] = field(default_factory=Counter)
    filled: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)
    fill_before: Counter[tuple[str, str]] = field(default_factory=Counter)
    fill_added: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, year: YearComparison) -> None:
        self.rows[year.year] = (year.rows_before, year.rows)
        self.revised[year.year] = year.revised
        self.filled.update(year.filled)
        self.lost.update(year.lost)
        self.fill_before.update(year.fill_before)
        self.fill_added.update(year.fill_added)


def load_bounds(path: Path = BOUNDS) -> Bounds:
    """The bounds. Raises BoundsError."""
    try:
        return TypeAdapter(Bounds).validate_python(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise BoundsError(
            f"{path}: no bounds for the gates can be read from it: {error}"
        ) from error


def judge(bounds: Bounds, totals: Totals, before: Folder, now: Folder) -> tuple[Verdict, ...]:
    """What each gate says of `now`, held against `before`."""
    return (
        _verdict("rows", _rows(bounds.rows, bounds.revised, totals)),
        _verdict("year", _years(bounds.year, bounds.revised, totals)),
        _verdict("fill", _fill(bounds.fill, totals)),
        _verdict("fill_of_new_rows", _fill_of_new_rows(bounds.fill_of_new_rows, totals)),
        _verdict("suspects", _suspects(bounds.suspects, before, now)),
    )


def unheld(against: int, error: Exception) -> tuple[Verdict, ...]:
    """What is to be said where the release before can't be read: a person must look."""
    text = f"release {against} can't be read ({type(error).__name__}: {error}); verify it"
    return (Verdict("before", False, text),)


def as_json(against: int | None, bounds: Bounds, verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """gates.json: what was held against which release, within which bounds."""
    gates = [asdict(verdict) for verdict in verdicts]
    passed = all(gate["passed"] for gate in gates)
    return {
        "passed": passed, "against": against, "gates": gates,
        "bounds": TypeAdapter(Bounds).dump_python(bounds),
    }  # fmt: skip


def _verdict(gate: str, broken: Iterable[str]) -> Verdict:
    found = tuple(broken)
    more = f" and {len(found) - MOST_NAMED} more" if len(found) > MOST_NAMED else ""
    return Verdict(gate, not found, "; ".join(found[:MOST_NAMED]) + more)


def _is_lost(bound: Loss, lost: int, of: int) -> bool:
    return lost > max(bound.most_lost * of, bound.spared)


def _rows(bound: Loss, spared: Loss, totals: Totals) -> Iterator[str]:
    before, now = (sum(pair[i] for pair in totals.rows.values()) for i in (0, 1))
    if _is_lost(bound, before - now - _excused(spared, totals.revised.total(), before), before):
        yield f"{now} reports, {before} before; {bound.most_lost:.1%} may be lost"


def _years(bound: Loss, spared: Loss, totals: Totals) -> Iterator[str]:
    for year, (before, now) in sorted(totals.rows.items()):
        if _is_lost(bound, before - now - _excused(spared, totals.revised[year], before), before):
            yield f"{now} reports of {year}, {before} before; {bound.most_lost:.1%} may be lost"


def _excused(bound: Loss, revised: int, of: int) -> int:
    """How many revised rows count as no loss: all of a few, none of many."""
    return 0 if _is_lost(bound, revised, of) else revised


def _fill(bound: Loss, totals: Totals) -> Iterator[str]:
    for column, lost in totals.lost.most_common():
        of = totals.filled[column]
        if _is_lost(bound, lost, of):
            yield f"{column} is empty in {lost} of {of} rows that filled it before"


def _fill_of_new_rows(bound: Fall, totals: Totals) -> Iterator[str]:
    before, added = totals.fill_before, totals.fill_added
    for (form, column), filled in sorted(before.items()):
        rows, new = before[(form, ROWS)], added[(form, ROWS)]
        if column == ROWS or new < bound.least_rows:
            continue
        then, now = filled / rows, added[(form, column)] / new
        if then - now > bound.most_fallen:
            yield f"{column}, form {form}: filled in {now:.0%} of {new} new rows, {then:.0%} before"


def _suspects(bound: Rise, before: Folder, now: Folder) -> Iterator[str]:
    then, since = _statuses(before), _statuses(now)
    of, of_before = (sum(counts[s] for s in WITH_FIGURES) for counts in (since, then))
    share = then["suspect"] / of_before if of_before else 0.0
    risen = since["suspect"] - share * of
    if risen > max(bound.most_risen * of, bound.spared):
        yield f"{since['suspect']} of {of} documents are suspect, {share:.1%} were before"


def _statuses(folder: Folder) -> Mapping[str, int]:
    table = standing(folder, ("status",))
    return Counter(table.filter(table[STANDS])["status"].to_pylist())
