"""Holds figures against a form's identities: a pure function over {column: figure}."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from forms.model import Identity

Figures = Mapping[str, Decimal | None]


class Outcome(StrEnum):
    """What became of a check. A check that could not run is not a pass."""

    PASS = "pass"  # noqa: S105
    FAIL = "fail"
    NOT_RUN = "not run"


@dataclass(frozen=True)
class Result:
    """One identity held against one report's figures."""

    identity: Identity
    outcome: Outcome
    left: Decimal | None
    right: Decimal | None


def evaluate(identity: Identity, figures: Figures) -> Result:
    """Both sides of one identity.

    Empty cells count as nothing when their side prints at least one figure; a side that prints
    nothing equals a side that sums to zero (agencies leave zeros empty). A column that is absent
    altogether, or a side that is empty against a positive sum, leaves the check not run.
    """
    try:
        left = _side(identity.left, figures)
        right = _side(identity.right, figures)
    except KeyError:
        return Result(identity, Outcome.NOT_RUN, None, None)
    if left is None and right is None:
        return Result(identity, Outcome.PASS, None, None)
    if left is None or right is None:
        zero = (left or 0) == 0 and (right or 0) == 0
        return Result(identity, Outcome.PASS if zero else Outcome.NOT_RUN, left, right)
    return Result(identity, Outcome.PASS if left == right else Outcome.FAIL, left, right)


def evaluate_all(identities: Iterable[Identity], figures: Figures) -> tuple[Result, ...]:
    """Every identity, in the order given."""
    return tuple(evaluate(identity, figures) for identity in identities)


def _side(names: tuple[str, ...], figures: Figures) -> Decimal | None:
    """The sum of what a side prints, None for nothing. KeyError for an absent column."""
    printed = [value for name in names if (value := figures[name]) is not None]
    return sum(printed, Decimal(0)) if printed else None
