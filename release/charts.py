"""Stacked bars as numbers: where each piece of a chart stands, for a template to draw as SVG."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

HEIGHT = 180.0
WIDTH = 760.0
LEFT = 56.0
WIDEST = 64.0
TICKS = 4


@dataclass(frozen=True)
class Segment:
    """One kind within a bar; `y` is its upper edge."""

    kind: str
    count: int
    y: float
    height: float


@dataclass(frozen=True)
class Bar:
    """One bar; `x` is its left edge."""

    label: str
    total: int
    x: float
    width: float
    segments: tuple[Segment, ...]

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def top(self) -> float:
        return self.segments[-1].y if self.segments else HEIGHT


@dataclass(frozen=True)
class Chart:
    """Bars upon a base line at `HEIGHT`, with the (y, count) of the lines behind them."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]
    kinds: tuple[str, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = LEFT


def stacked(
    counts: Mapping[tuple[str, str], int], labels: Sequence[str], kinds: Sequence[str]
) -> Chart:
    """A bar for each label, the kinds one upon the other. `counts` goes by (label, kind)."""
    totals = {label: sum(counts.get((label, kind), 0) for kind in kinds) for label in labels}
    step = _step(max(totals.values(), default=0))
    most = step * max(1, -(-max(totals.values(), default=0) // step))
    room = (WIDTH - LEFT) / max(1, len(labels))
    width = min(WIDEST, room * 0.8)
    bars = tuple(
        Bar(
            label=label,
            total=totals[label],
            x=round(LEFT + room * number + (room - width) / 2, 2),
            width=round(width, 2),
            segments=_segments({kind: counts.get((label, kind), 0) for kind in kinds}, most),
        )
        for number, label in enumerate(labels)
    )
    ticks = tuple((round(HEIGHT * (1 - at / most), 2), at) for at in range(0, most + 1, step))
    used = tuple(kind for kind in kinds if any(counts.get((x, kind)) for x in labels))
    return Chart(bars, ticks, used)


def _segments(counts: Mapping[str, int], most: int) -> tuple[Segment, ...]:
    found, below = [], 0
    for kind, count in counts.items():
        if count:
            below += count
            y, height = HEIGHT * (1 - below / most), HEIGHT * count / most
            found.append(Segment(kind, count, round(y, 2), round(height, 2)))
    return tuple(found)


def _step(most: int) -> int:
    """The distance of the lines: 1, 2 or 5 times a power of ten."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * TICKS >= most:
                return step
        power *= 10
