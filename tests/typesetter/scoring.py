"""Holds what a reader found against the truth of a typeset report."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from normalizers.model import Report, Status
from tests.typesetter.figures import Planted
from tests.typesetter.report import SetReport

RELEASED = (Status.CLEAN, Status.AS_PRINTED)
Values = Mapping[str, Decimal | None]


@dataclass(frozen=True)
class Score:
    """`wrong` are columns whose value differs, is missing, or is not in the report; `silent`
    those of them that nothing in the judged report warns of; `released` those that its status
    lets into a release."""

    cells: int
    wrong: tuple[str, ...]
    silent: tuple[str, ...]
    released: tuple[str, ...]
    found: tuple[Planted, ...]
    is_false_alarm: bool
    has_identity: bool


def wrong_columns(truth: Values, values: Values) -> tuple[str, ...]:
    return tuple(
        name
        for name in dict.fromkeys((*truth, *values))
        if name not in truth or name not in values or truth[name] != values[name]
    )


def score(report: SetReport, judged: Report) -> Score:
    wrong = wrong_columns(report.truth, judged.values)
    return Score(
        cells=len(report.truth),
        wrong=wrong,
        silent=_silent(wrong, judged),
        released=wrong if judged.status in RELEASED else (),
        found=tuple(planted for planted in report.planted if _is_found(planted, judged)),
        is_false_alarm=not report.planted and judged.status is not Status.CLEAN,
        has_identity=(judged.agency, judged.year, judged.form)
        == (report.agency, report.year, report.form),
    )


def _silent(wrong: tuple[str, ...], judged: Report) -> tuple[str, ...]:
    if judged.status is Status.CLEAN:
        return wrong
    if judged.status is not Status.AS_PRINTED:
        return ()
    named = {column for problem in judged.problems for column in problem.columns}
    return tuple(column for column in wrong if column not in named)


def _is_found(planted: Planted, judged: Report) -> bool:
    return any(
        problem.check == planted.check and set(planted.columns) <= set(problem.columns)
        for problem in judged.problems
    )
