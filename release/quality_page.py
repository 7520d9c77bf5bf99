"""quality.html: the quality of a release in one file that loads nothing from elsewhere."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from forms.codebook import codebook
from forms.loader import load_forms
from forms.model import Block, Form, Table
from release.charts import Chart, stacked
from release.distributions import Distribution, bin_label
from release.folder import Folder
from release.quality import OUTCOMES, STATUSES, Counts, Fill, quality
from release.templating import rendered

MOST_YEARS = 20
UNKNOWN = "?"
FRACTIONS = 2


@dataclass(frozen=True)
class Share:
    """A part of a whole; `shade` is 0 (none of it) to 10 (all of it)."""

    part: int
    whole: int
    name: str = ""

    @property
    def percent(self) -> str:
        return f"{self.part / self.whole:.0%}"

    @property
    def shade(self) -> int:
        return int(10 * self.part / self.whole)


@dataclass(frozen=True)
class Grid:
    """Shares by row and column; None where there is nothing that it could be a share of."""

    title: str
    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[Share | None]]]


@dataclass(frozen=True)
class FilledForm:
    """How well the columns of one form are filled."""

    form: Form
    rows: int
    grids: Sequence[Grid]


def quality_page(
    release: Folder, number: int, newest: date | None, rows: Mapping[str, int]
) -> bytes:
    """The page. `newest` is the day of the newest capture, `rows` goes by table.
    The same release has the same bytes."""
    found = quality(release)
    units = {entry.column: entry for entry in codebook()}
    return rendered(
        "quality.html.j2",
        number=number,
        newest=newest,
        rows=rows,
        quality=found,
        coverage=_coverage_chart(found.coverage),
        places=_places(found.coverage),
        statuses=_chart(found.documents, STATUSES),
        fill=[_filled(form, found.fill) for form in load_forms() if found.fill.rows.get(form.id)],
        distributions=[(d, units[d.column], _histogram(d)) for d in found.distributions],
        most_problems=max((check.count for check in found.checks), default=1),
    )


def _coverage_chart(coverage: Counts) -> Chart:
    counts: Counter[tuple[Any, ...]] = Counter()
    for (_, year, outcome), number in coverage.items():
        counts[(year, outcome)] += number
    return _chart(counts, OUTCOMES)


def _chart(counts: Counts, kinds: Sequence[str]) -> Chart:
    """A bar for each year; what has none stands last."""
    by_label = {(_label(year), kind): number for (year, kind), number in counts.items()}
    return stacked(by_label, [_label(year) for year in _years(year for year, _ in counts)], kinds)


def _label(year: int | None) -> str:
    return UNKNOWN if year is None else str(year)


def _years(years: Iterable[int | None]) -> list[int | None]:
    """The last of them, with the gaps between, then None if it is among them."""
    known = set(years)
    told = sorted(year for year in known if year is not None)
    every = range(told[0], told[-1] + 1)[-MOST_YEARS:] if told else ()
    return [*every, None] if None in known else [*every]


def _places(coverage: Counts) -> Grid:
    """Provinces by year: how many of the known agencies have a row of `reports`."""
    known: Counter[tuple[str, int]] = Counter()
    released: Counter[tuple[str, int]] = Counter()
    totals: Counter[str] = Counter()
    for (province, year, outcome), number in coverage.items():
        place = province or UNKNOWN
        known[(place, year)] += number
        totals[place] += number
        if outcome == "released":
            released[(place, year)] += number
    years = [year for year in _years(year for _, year in known) if year]
    order = sorted(totals, key=lambda place: (place == UNKNOWN, -totals[place], place))
    rows = [
        (place, [_share(released[(place, year)], known[(place, year)]) for year in years])
        for place in order
    ]
    return Grid("", [str(year) for year in years], rows)


def _share(part: int, whole: int, name: str = "") -> Share | None:
    return Share(part, whole, name) if whole else None


def _filled(form: Form, fill: Fill) -> FilledForm:
    grids = [_grid(form, table, block, fill) for table in form.tables for block in table.blocks]
    return FilledForm(form, fill.rows[form.id], grids)


def _grid(form: Form, table: Table, block: Block, fill: Fill) -> Grid:
    whole = fill.rows[form.id]

    def share(name: str) -> Share | None:
        return _share(fill.filled.get((form.id, name), 0), whole, name)

    rows = [
        (row.label, [share(table.field_name(row, column)) for column in block.columns])
        for row in block.rows
    ]
    heading = next(section.label for section in form.sections if section.kind == table.id)
    title = f"{heading} · {block.label}" if block.label else heading
    return Grid(title, [column.label for column in block.columns], rows)


def _histogram(distribution: Distribution) -> Chart:
    """The bins from the first that holds a figure to the last; that of fractions below 1 only
    where it holds any."""
    bins = distribution.bins
    numbers = (n for n in range(min(bins), max(bins) + 1) if n != FRACTIONS or n in bins)
    labels = [bin_label(number) for number in numbers]
    counts = {(bin_label(number), "figures"): count for number, count in bins.items()}
    return stacked(counts, labels, ("figures",))
