"""The true figures of a report: they keep the form's arithmetic unless broken on purpose."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from forms.model import Field, Identity
from tests.typesetter.layouts import PROACTIVE, REQUESTS, REVIEW, Layout

APPLICANTS = (
    "natural_person",
    "business",
    "research",
    "public_interest",
    "legal_service",
    "other_org",
)
APPLICANT_SHARES = (80, 10, 1, 1, 6, 2)
FRAME_ROWS = ("received", "carried_in", "processed_total", "carried_out")
RESULTS = ("upheld", "corrected", "other", "pending")
CENT = Decimal("0.01")
FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Planted:
    """An identity that the figures break on purpose."""

    check: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """Every figure of a report, zeros included, and the errors planted among them."""

    values: Mapping[str, Decimal]
    planted: tuple[Planted, ...]


def make_figures(rng: Random, layout: Layout, errors: int = 0) -> Figures:
    """Figures of a small, middling or large agency, with up to `errors` cells wrong."""
    size = rng.choices((3, 60, 2500), (60, 28, 12))[0]
    values = {
        **_proactive(rng, layout, size),
        **_requests(rng, layout, size),
        **_review(rng, layout, size),
    }
    for _ in range(errors):
        _break(rng, values, layout)
    return Figures(values, broken(layout.identities, values))


def broken(
    identities: Iterable[Identity], values: Mapping[str, Decimal | None]
) -> tuple[Planted, ...]:
    """The identities that do not hold, empty cells counting as nothing."""
    return tuple(
        Planted(identity.check, identity.columns)
        for identity in identities
        if _sum(identity.left, values) != _sum(identity.right, values)
    )


def _sum(names: Iterable[str], values: Mapping[str, Decimal | None]) -> Decimal:
    return sum((values[name] or Decimal(0) for name in names), Decimal(0))


def _proactive(rng: Random, layout: Layout, size: int) -> dict[str, Decimal]:
    return {
        field.name: _proactive_figure(rng, field, size) for field in layout.table(PROACTIVE).fields
    }


def _proactive_figure(rng: Random, field: Field, size: int) -> Decimal:
    if rng.random() < (0.7 if size < 10 else 0.25):
        return Decimal(0)
    if field.is_money:
        places = rng.choice((CENT, FOUR_PLACES))
        return Decimal(rng.lognormvariate(3, 2)).quantize(places)
    if field.is_signed:
        return Decimal(rng.randint(-9, 15))
    if field.row.key == "rules":
        return Decimal(rng.randint(0, 9))
    return Decimal(rng.randint(0, size * 6))


def _requests(rng: Random, layout: Layout, size: int) -> dict[str, Decimal]:
    rows = [row.key for row in layout.table(REQUESTS).rows]
    outcomes = [key for key in rows if key not in FRAME_ROWS]
    counts = dict.fromkeys(((r, a) for r in rows for a in APPLICANTS), 0)
    quiet = size < 10 and rng.random() < 0.45
    for _ in range(0 if quiet else rng.randint(0, size)):
        who = rng.choices(APPLICANTS, APPLICANT_SHARES)[0]
        counts["carried_in" if rng.random() < 0.1 else "received", who] += 1
        if rng.random() < 0.08:
            counts["carried_out", who] += 1
        else:
            counts[_outcome(rng, outcomes), who] += 1
            counts["processed_total", who] += 1
    values = {}
    for row in rows:
        parts = [counts[row, who] for who in APPLICANTS]
        for who, count in zip(APPLICANTS, parts, strict=True):
            values[f"{row}__{who}"] = Decimal(count)
        values[f"{row}__total"] = Decimal(sum(parts))
    return values


def _outcome(rng: Random, outcomes: Sequence[str]) -> str:
    return "granted" if rng.random() < 0.4 else rng.choice(outcomes)


def _review(rng: Random, layout: Layout, size: int) -> dict[str, Decimal]:
    values = {}
    for row in layout.table(REVIEW).rows:
        most = {3: 1, 60: 4, 2500: 60}[size]
        parts = [rng.randint(0, most) if rng.random() < 0.5 else 0 for _ in RESULTS]
        for result, count in zip(RESULTS, parts, strict=True):
            values[f"{row.key}_{result}"] = Decimal(count)
        values[f"{row.key}_total"] = Decimal(sum(parts))
    return values


def _break(rng: Random, values: dict[str, Decimal], layout: Layout) -> None:
    """Changes one figure as a careless clerk would: off by a little, forgotten, or transposed."""
    name = rng.choice(sorted({c for identity in layout.identities for c in identity.columns}))
    old = int(values[name])
    swapped = int(str(old)[::-1])
    choices = [old + rng.randint(1, 9), max(0, old - rng.randint(1, 3)), 0, swapped]
    changed = [new for new in choices if new != old]
    values[name] = Decimal(rng.choice(changed))
