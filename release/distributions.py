"""How the main figures are distributed, and those far from what bodies of their level print."""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from release.folder import Folder

MAIN = (
    "received__total",
    "processed_total__total",
    "granted__total",
    "reconsideration_total",
    "litigation_direct_total",
    "litigation_after_reconsideration_total",
    "penalty_decisions",
    "fees_amount",
)
WHERE = ("agency_id", "agency", "level", "url")
EDGES = tuple(float(step * 10**power) for power in range(10) for step in (1, 2, 5))
FIRST_EDGE = 3
LEAST_FIGURES = 20
FAR_OUT = 3.0
MOST_FAR = 8
MOST_LARGE = 5


@dataclass(frozen=True, order=True)
class Figure:
    """A figure, the row that holds it and the median of its level in that year. `distance` says how
    many interquartile ranges it lies above the upper quartile, on a log scale; 0 where the level
    has too few figures to tell."""

    distance: float
    value: float
    agency_id: str
    year: int
    agency: str
    level: str
    url: str
    median: float


@dataclass(frozen=True)
class Spread:
    """The figures of one year: how many are printed, how many of these are zero, quantiles."""

    year: int
    printed: int
    zeros: int
    median: float
    p90: float
    p99: float
    most: float


@dataclass(frozen=True)
class Distribution:
    """One column: {bin: figures} with bins by number, a spread for each year, and the figures far
    out, or where there are none the largest (`is_far` tells which)."""

    column: str
    bins: Mapping[int, int]
    years: Sequence[Spread]
    figures: Sequence[Figure]
    is_far: bool


def bin_label(number: int) -> str:
    """The label of a bin: below 0, 0, between 0 and 1, then the edge from which it reaches up to
    the next."""
    if number < FIRST_EDGE:
        return ("<0", "0", ">0")[number]
    edge = EDGES[number - FIRST_EDGE]
    for power, unit in ((1e9, "G"), (1e6, "M"), (1e3, "k")):
        if edge >= power:
            return f"{edge / power:.0f}{unit}"
    return f"{edge:.0f}"


def distributions(release: Folder) -> list[Distribution]:
    """The main columns of `reports`, one year in memory at a time."""
    found = {column: _Column(column) for column in MAIN}
    for year in release.years():
        table = release.reports(year, (*WHERE, *MAIN))
        assert table is not None
        frame = table.to_pandas()
        for column in MAIN:
            found[column].add(year, frame[[*WHERE, column]])
    return [column.done() for column in found.values() if column.years]


class _Column:
    """One column while the years pass by."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.bins: Counter[int] = Counter()
        self.years: list[Spread] = []
        self.far: list[Figure] = []
        self.large: list[Figure] = []

    def add(self, year: int, frame: pd.DataFrame) -> None:
        """Takes the figures of a year in."""
        printed = frame[frame[self.name].notna()]
        if printed.empty:
            return
        values = printed[self.name].to_numpy(np.float64)
        numbers, counts = np.unique(_bins(values), return_counts=True)
        self.bins.update(dict(zip(numbers.tolist(), counts.tolist(), strict=True)))
        self.years.append(_spread(year, values))
        for figure in _upper(year, printed, values):
            if figure.distance > FAR_OUT:
                self.far = heapq.nlargest(MOST_FAR, [*self.far, figure])
            self.large = heapq.nlargest(MOST_LARGE, [*self.large, figure], key=_size)

    def done(self) -> Distribution:
        is_far = bool(self.far)
        return Distribution(
            self.name, self.bins, self.years, self.far if is_far else self.large, is_far
        )


def _size(figure: Figure) -> tuple[float, str, int]:
    return figure.value, figure.agency_id, figure.year


def _bins(values: np.ndarray) -> np.ndarray:
    """The number of the bin of each value, as `bin_label` names them."""
    above = np.searchsorted(np.array(EDGES), values, side="right") + FIRST_EDGE - 1
    return np.where(values < 0, 0, np.where(values == 0, 1, above))


def _spread(year: int, values: np.ndarray) -> Spread:
    median, p90, p99 = (float(q) for q in np.quantile(values, (0.5, 0.9, 0.99)))
    zeros = int((values == 0).sum())
    return Spread(year, len(values), zeros, median, p90, p99, float(values.max()))


def _upper(year: int, rows: pd.DataFrame, values: np.ndarray) -> Iterator[Figure]:
    """For each level the figures farthest above it, more than enough of them to choose from."""
    levels = rows["level"].fillna("").to_numpy(str)
    for level in np.unique(levels):
        of_level = np.flatnonzero(levels == level)
        mine = values[of_level]
        median, distances = float(np.median(mine)), _distances(mine)
        for number in np.argsort(mine, kind="stable")[::-1][:MOST_FAR]:
            row = rows.iloc[of_level[number]]
            yield Figure(
                distance=float(distances[number]),
                value=float(mine[number]),
                agency_id=row["agency_id"],
                year=year,
                agency=row["agency"],
                level=str(level),
                url=row["url"],
                median=median,
            )


def _distances(values: np.ndarray) -> np.ndarray:
    """How far above the upper quartile of those that are not zero, in interquartile ranges of the
    logarithms (Tukey's fences): counts differ by factors, not by steps."""
    scaled = np.log1p(np.clip(values, 0, None))
    positive = scaled[scaled > 0]
    if len(positive) < LEAST_FIGURES:
        return np.zeros(len(values))
    lower, upper = np.quantile(positive, (0.25, 0.75))
    width = max(float(upper - lower), np.log(2) / 2)
    distances: np.ndarray = (scaled - upper) / width
    return distances
