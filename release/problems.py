"""The rows of `problems` and `corrections`: what was wrong, what it is about, what became of it."""

from collections.abc import Mapping
from typing import Any

from extractors.reading import Problem
from normalizers.corrections import Outcome
from normalizers.documents import SourceDocument
from normalizers.unfetched import Unfetched

Row = Mapping[str, Any]


def problem_row(doc: SourceDocument, problem: Problem) -> Row:
    """A row of `problems` about a document."""
    return {
        "source_id": doc.origin.source,
        "document_id": doc.id,
        "url": doc.captured.url,
        "agency_id": doc.agency_id,
        "year": doc.year,
        "check": problem.check,
        "severity": problem.severity.value,
        "columns": " ".join(problem.columns),
        "message": problem.message,
    }


def plain_problem_row(
    problem: Problem, agency_id: str | None = None, year: int | None = None
) -> Row:
    """A row of `problems` that is about no document."""
    return {
        "source_id": None,
        "document_id": None,
        "url": None,
        "agency_id": agency_id,
        "year": year,
        "check": problem.check,
        "severity": problem.severity.value,
        "columns": " ".join(problem.columns),
        "message": problem.message,
    }


def unmet_row(outcome: Outcome) -> Row:
    """A row of `problems` about a correction that met no document."""
    correction = outcome.entry.correction
    assert outcome.problem is not None
    return plain_problem_row(outcome.problem, correction.agency_id, correction.year)


def correction_row(outcome: Outcome) -> Row:
    """A row of `corrections`."""
    correction, doc = outcome.entry.correction, outcome.document
    return {
        "correction": outcome.entry.where,
        "agency_id": doc.agency_id if doc else correction.agency_id,
        "year": doc.year if doc else correction.year,
        "document_id": doc.id if doc else None,
        "column": correction.column,
        "printed": correction.printed,
        "value": None if correction.figure is None else float(correction.figure),
        "reason": correction.reason,
        "evidence": correction.evidence,
        "date": correction.date,
        "is_applied": outcome.problem is None,
        "refused": outcome.problem.message if outcome.problem else None,
    }


def unfetched_row(item: Unfetched) -> Row:
    """A row of `problems` about an address that gave nothing to keep."""
    return {
        "source_id": item.origin.source,
        "document_id": None,
        "url": item.url,
        "agency_id": item.agency_id,
        "year": item.year,
        "check": item.check,
        "severity": "error",
        "columns": "",
        "message": item.message,
    }
