"""One document's bytes to a judged Report: read, convert, check, and where anything is wrong read
again by other means. Two readings that agree tell the agency's mistakes from ours."""

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from extractors.document import UnreadableError
from extractors.media import read_document
from extractors.reading import Problem, Reading, Severity
from extractors.report import read_report
from normalizers.checks import check_arithmetic
from normalizers.model import Cell, Report, Status
from normalizers.numbers import numbers
from normalizers.plausibility import check_plausibility
from normalizers.prose import check_prose

MOST_SHOWN = 6
MOST_EVIDENCE = 40


def judge(data: bytes) -> Report:
    """The report that the bytes hold. Never raises: what can't be read is an unreadable Report
    with a problem that says why and what to do."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        reading = _read(data)
    except UnreadableError as error:
        return unreadable(sha256, error.check, str(error))
    cells, unit_problems = numbers(reading.cells)
    figures = {cell.column: cell.value for cell in cells}
    checks, arithmetic = check_arithmetic(figures, reading.table_forms if cells else {})
    identification = reading.identification
    prose_checks, prose = check_prose(
        reading.sections, figures, identification.year, identification.agency
    )
    plausible, doubts = check_plausibility(identification.agency, figures)
    checks = (*checks, *prose_checks, *plausible) if cells else ()
    problems = (*reading.problems, *unit_problems, *arithmetic, *prose, *doubts, *_blank(cells))
    status, found = _status(data, cells, problems)
    return Report(
        sha256=sha256,
        media=reading.media,
        title=identification.title,
        agency=identification.agency,
        year=identification.year,
        published_on=identification.published_on,
        form=reading.form,
        status=status,
        sections=reading.sections,
        cells=cells,
        checks=checks,
        problems=(*problems, *found),
        evidence=tuple(dict.fromkeys(identification.evidence))[:MOST_EVIDENCE],
    )


def _read(data: bytes, again: bool = False) -> Reading:
    """One reading of the bytes. An error that nobody foresaw becomes an UnreadableError, so that
    one document can't stop the others."""
    document = read_document(data, again)
    try:
        return read_report(document)
    except Exception as error:
        text = f"reading the {document.media} failed ({type(error).__name__}: {error})"
        raise UnreadableError("reading_failed", text) from error


def unreadable(sha256: str, check: str, message: str, media: str = "unknown") -> Report:
    """A Report of which nothing could be read."""
    problem = Problem(check, Severity.ERROR, message)
    return Report(
        sha256, media, None, None, None, None, None, Status.UNREADABLE, (), (), (), (problem,)
    )


def _blank(cells: Sequence[Cell]) -> tuple[Problem, ...]:
    """A report of which every cell is empty, or a mark, is a template or had nothing to report:
    either way nothing in it was checked."""
    if not cells or any(cell.value is not None for cell in cells):
        return ()
    text = "the tables print not one figure; nothing could be checked"
    return (Problem("blank_report", Severity.ERROR, text, tuple(c.column for c in cells)),)


def _status(
    data: bytes, cells: Sequence[Cell], problems: Sequence[Problem]
) -> tuple[Status, tuple[Problem, ...]]:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if not cells:
        return Status.UNREADABLE, ()
    if not errors:
        return Status.CLEAN, ()
    difference = _read_again(data, cells)
    if difference is not None:
        return Status.SUSPECT, (difference,)
    if any(problem.is_ours for problem in errors):
        return Status.SUSPECT, ()
    return Status.AS_PRINTED, ()


def _read_again(data: bytes, cells: Sequence[Cell]) -> Problem | None:
    """How a second, independent reading differs from the first; None where they agree."""
    try:
        again = _read(data, again=True)
    except UnreadableError as error:
        return Problem(
            "second_reading", Severity.ERROR, f"the second reading failed: {error}", (), True
        )
    first = {cell.column: cell.value for cell in cells}
    second = {cell.column: cell.value for cell in numbers(again.cells)[0]}
    differing = [
        name
        for name in dict.fromkeys((*first, *second))
        if name not in first or name not in second or first[name] != second[name]
    ]
    if not differing:
        return None
    shown = "; ".join(
        f"{name}: {_said(first, name)} and {_said(second, name)}" for name in differing[:MOST_SHOWN]
    )
    more = f" and {len(differing) - MOST_SHOWN} more" if len(differing) > MOST_SHOWN else ""
    return Problem(
        "second_reading",
        Severity.ERROR,
        f"two readings differ: {shown}{more}",
        tuple(differing),
        True,
    )


def _said(values: dict[str, Decimal | None], name: str) -> str:
    if name not in values:
        return "not found"
    value = values[name]
    return "empty" if value is None else f"{value:f}"
