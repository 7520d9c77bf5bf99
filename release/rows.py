"""From documents to the rows of every table, in a fixed order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from extractors.reading import Problem
from forms.codebook import codebook
from forms.loader import load_forms
from normalizers.across import check_years
from normalizers.copies import choose_documents, compare_documents
from normalizers.corrections import Entry, Outcome, apply_corrections
from normalizers.documents import SourceDocument
from normalizers.gazetteer import province
from normalizers.model import Cell, Status
from normalizers.registry import mention
from release.registry import registry_rows

Row = Mapping[str, Any]


def rows(
    documents: Sequence[SourceDocument],
    other_problems: Iterable[Row],
    corrections: Sequence[Entry] = (),
) -> dict[str, list[Row]]:
    """{table: rows} of a release. `other_problems` are rows of `problems` that are about no
    document: addresses that gave none, correction files."""
    compared = compare_documents(documents)
    corrected, outcomes = apply_corrections(choose_documents(compared), corrections)
    chosen = check_years(corrected)
    released = {_key(doc): doc for doc in chosen}
    everything = sorted(
        (released.get(_key(doc), doc) for doc in compared),
        key=lambda d: (d.id, d.captured.url, d.captured.captured_at),
    )
    mentions = (found for doc in everything if (found := mention(doc)))
    unmet = [_unmet_row(o) for o in outcomes if o.document is None]
    return {
        "reports": [_report(doc) for doc in chosen],
        "requests": [row for doc in chosen for row in _requests(doc)],
        "cells": [row for doc in chosen for row in _cells(doc)],
        "sections": [row for doc in chosen for row in _sections(doc)],
        "documents": [_document(doc, released) for doc in everything],
        "problems": sorted(
            [*(row for doc in everything for row in _problems(doc)), *other_problems, *unmet],
            key=lambda row: tuple(str(value) for value in row.values()),
        ),
        "coverage": _coverage(everything, released),
        "corrections": [_correction(outcome) for outcome in outcomes],
        **registry_rows(mentions),
    }


def _key(doc: SourceDocument) -> tuple[str, str]:
    """A document's id and address: the same bytes at two addresses are two documents."""
    return doc.id, doc.captured.url


def _which(doc: SourceDocument) -> dict[str, Any]:
    return {"agency_id": doc.agency_id, "agency": doc.agency, "year": doc.year}


def _report(doc: SourceDocument) -> Row:
    values = doc.figures
    figures = {
        entry.column: _number(values.get(entry.column), entry.is_money) for entry in codebook()
    }
    return {
        **_which(doc),
        "adcode": doc.adcode,
        "province": province(doc.adcode),
        "level": doc.level,
        "form": doc.report.form,
        "status": doc.report.status.value,
        "title": doc.report.title,
        "url": doc.captured.url,
        "published_on": _date(doc.report.published_on),
        "captured_at": _time(doc.captured.captured_at),
        "content_sha256": doc.report.sha256,
        "document_id": doc.id,
        "n_problems": len(doc.problems),
        **figures,
    }


def _requests(doc: SourceDocument) -> Iterable[Row]:
    """Table 3 as one row per outcome and applicant, for the columns that the report prints."""
    values = doc.figures
    for form in load_forms():
        table = form.table("requests")
        for field in table.fields if table else ():
            if field.name in values and form.id == _form_of(doc, field.name):
                yield {
                    **_which(doc),
                    "document_id": doc.id,
                    "outcome": field.row.key,
                    "applicant": field.column.key,
                    "requests": _number(values[field.name], is_money=False),
                }


def _form_of(doc: SourceDocument, column: str) -> str:
    """The report's own form where that prints the column, else the first that does."""
    forms = [f.id for f in load_forms() if any(field.name == column for field in f.fields)]
    return doc.report.form if doc.report.form in forms else forms[0]


def _cells(doc: SourceDocument) -> Iterable[Row]:
    return ({**_which(doc), "document_id": doc.id, **_cell(cell)} for cell in doc.report.cells)


def _cell(cell: Cell) -> Row:
    place = cell.place
    left, top, right, bottom = place.box or (None, None, None, None)
    return {
        "column": cell.column,
        "raw": cell.raw,
        "value": _number(cell.value, is_money=True),
        "mark": cell.mark,
        "label": cell.label,
        "sureness": cell.sureness,
        "page": place.page,
        "left": left,
        "top": top,
        "right": right,
        "bottom": bottom,
        "table_number": place.table,
        "row_number": place.row,
        "column_number": place.column,
        "path": place.path,
    }


def _sections(doc: SourceDocument) -> Iterable[Row]:
    return (
        {
            **_which(doc),
            "document_id": doc.id,
            "number": number,
            "heading": section.heading,
            "kind": section.kind,
            "text": section.text,
        }
        for number, section in enumerate(doc.report.sections, 1)
    )


def _document(doc: SourceDocument, released: Mapping[tuple[str, str], SourceDocument]) -> Row:
    report, captured = doc.report, doc.captured
    return {
        "document_id": doc.id,
        "source_id": doc.origin.source,
        "url": captured.url,
        "found_on": captured.found_on,
        "anchor": captured.anchor,
        "kind": captured.kind,
        "media": report.media,
        "content_sha256": report.sha256,
        "captured_at": _time(captured.captured_at),
        "is_newest": captured.is_newest,
        **_which(doc),
        "agency_printed": report.agency,
        "form": report.form,
        "title": report.title,
        "published_on": _date(report.published_on),
        "status": report.status.value,
        "is_released": _key(doc) in released,
        "n_cells": len(report.cells),
        "revision": doc.revision,
        "superseded_by": doc.superseded_by,
        "agreeing_documents": doc.agreeing,
        "differing_documents": doc.differing,
    }


def _problems(doc: SourceDocument) -> Iterable[Row]:
    return (problem_row(doc, problem) for problem in doc.problems)


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


def _unmet_row(outcome: Outcome) -> Row:
    correction = outcome.entry.correction
    assert outcome.problem is not None
    return plain_problem_row(outcome.problem, correction.agency_id, correction.year)


def _correction(outcome: Outcome) -> Row:
    correction, doc = outcome.entry.correction, outcome.document
    return {
        "correction": outcome.entry.where,
        "agency_id": doc.agency_id if doc else correction.agency_id,
        "year": doc.year if doc else correction.year,
        "document_id": doc.id if doc else None,
        "column": correction.column,
        "printed": correction.printed,
        "value": _number(correction.figure, is_money=True),
        "reason": correction.reason,
        "evidence": correction.evidence,
        "date": correction.date,
        "is_applied": outcome.problem is None,
        "refused": outcome.problem.message if outcome.problem else None,
    }


def _coverage(
    documents: Sequence[SourceDocument], released: Mapping[tuple[str, str], SourceDocument]
) -> list[Row]:
    groups: dict[tuple[str, int], list[SourceDocument]] = {}
    for doc in documents:
        groups.setdefault((doc.origin.source, doc.year or 0), []).append(doc)
    return [
        {
            "source_id": source,
            "source": group[0].origin.name,
            "adcode": group[0].origin.adcode,
            "year": year or None,
            "documents": len(group),
            "released": sum(_key(doc) in released for doc in group),
            "suspect": sum(doc.report.status is Status.SUSPECT for doc in group),
            "unreadable": sum(doc.report.status is Status.UNREADABLE for doc in group),
        }
        for (source, year), group in sorted(groups.items())
    ]


def _number(value: Decimal | None, is_money: bool) -> int | float | None:
    if value is None:
        return None
    return float(value) if is_money else int(value)


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).astimezone(UTC)
