"""From documents to the rows of every table, in a fixed order."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from extractors.reading import Problem
from forms.codebook import CodebookEntry, codebook
from forms.loader import load_forms
from forms.model import Field
from normalizers.across import check_years
from normalizers.copies import choose_documents, compare_documents
from normalizers.corrections import Entry, Outcome, Targets, correct_all, unmet
from normalizers.documents import SourceDocument
from normalizers.gazetteer import province
from normalizers.model import Cell
from normalizers.registry import Mention, mention
from normalizers.unfetched import Unfetched
from release.coverage import Key, coverage, key
from release.problems import (
    correction_row,
    plain_problem_row,
    problem_row,
    unfetched_row,
    unmet_row,
)
from release.registry import registry_rows

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """The rows of some agencies; what became of the corrections of their figures, and what their
    documents call them, for the tables about all agencies."""

    rows: dict[str, list[Row]]
    outcomes: list[Outcome]
    mentions: list[Mention]


def rows_of(
    documents: Sequence[SourceDocument], unfetched: Sequence[Unfetched], targets: Targets
) -> Part:
    """{table: rows} for all documents of some agencies and what could not be fetched of them. The
    rows stand in the order of the documents, those of `reports` and what hangs on it in that of
    agency and year."""
    compared = compare_documents(documents)
    corrected, outcomes = correct_all(choose_documents(compared), targets)
    chosen = check_years(corrected)
    released = {key(doc): doc for doc in chosen}
    everything = [released.get(key(doc), doc) for doc in compared]
    rows = {
        "reports": [_report(doc) for doc in chosen],
        "requests": [row for doc in chosen for row in _requests(doc)],
        "review": [row for doc in chosen for row in _review(doc)],
        "cells": [row for doc in chosen for row in _cells(doc)],
        "sections": [row for doc in chosen for row in _sections(doc)],
        "documents": [_document(doc, released) for doc in everything],
        "problems": [
            *(row for doc in everything for row in _problems(doc)),
            *map(unfetched_row, unfetched),
        ],
        "coverage": coverage(documents, released, unfetched),
        "corrections": [correction_row(outcome) for outcome in outcomes],
    }
    return Part(rows, outcomes, [found for doc in everything if (found := mention(doc))])


def last_rows(
    entries: Sequence[Entry],
    malformed: Iterable[Problem],
    outcomes: Iterable[Outcome],
    mentions: Iterable[Mention],
) -> dict[str, list[Row]]:
    """{table: rows} that can be told only when all agencies have passed by: corrections that met no
    document or are malformed, the registry of agencies."""
    missed = unmet(entries, outcomes)
    problems = [*map(plain_problem_row, malformed), *map(unmet_row, missed)]
    return {
        "problems": problems,
        "corrections": [correction_row(outcome) for outcome in missed],
        **registry_rows(mentions),
    }


@cache
def _codebook() -> tuple[CodebookEntry, ...]:
    return codebook()


def _which(doc: SourceDocument) -> dict[str, Any]:
    return {"agency_id": doc.agency_id, "agency": doc.agency, "year": doc.year}


def _report(doc: SourceDocument) -> Row:
    values = doc.figures
    figures = {
        entry.column: _number(values.get(entry.column), entry.is_money) for entry in _codebook()
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
    for field, value in _printed(doc, "requests"):
        yield {
            **_which(doc),
            "document_id": doc.id,
            "outcome": field.row.key,
            "applicant": field.column.key,
            "requests": _number(value, is_money=False),
        }


def _review(doc: SourceDocument) -> Iterable[Row]:
    """Table 4 as one row per kind of case and outcome, for the columns that the report prints."""
    for field, value in _printed(doc, "review"):
        yield {
            **_which(doc),
            "document_id": doc.id,
            "kind": field.row.key,
            "outcome": field.column.key,
            "cases": _number(value, is_money=False),
        }


def _printed(doc: SourceDocument, table: str) -> Iterable[tuple[Field, Decimal | None]]:
    values = doc.figures
    return ((f, values[f.name]) for f in _fields(table, doc.report.form) if f.name in values)


@cache
def _fields(table_id: str, form_id: str | None) -> tuple[Field, ...]:
    """The fields of a table, each once: from the report's own form where that prints it, else from
    the first that does."""
    found: dict[str, Field] = {}
    for form in sorted(load_forms(), key=lambda form: form.id != form_id):
        table = form.table(table_id)
        for field in table.fields if table else ():
            found.setdefault(field.name, field)
    return tuple(found.values())


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


def _document(doc: SourceDocument, released: Container[Key]) -> Row:
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
        "is_released": key(doc) in released,
        "n_cells": len(report.cells),
        "revision": doc.revision,
        "superseded_by": doc.superseded_by,
        "agreeing_documents": doc.agreeing,
        "differing_documents": doc.differing,
    }


def _problems(doc: SourceDocument) -> Iterable[Row]:
    return (problem_row(doc, problem) for problem in doc.problems)


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
