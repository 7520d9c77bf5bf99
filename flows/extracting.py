"""The contract of `nianbao extract`: one report in, one JSON object out."""

import hashlib
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.reading import Problem
from normalizers.judge import judge, unreadable
from normalizers.model import Cell, Report


def report_of(path: Path) -> Report:
    """The report in a file; a file that can't be opened is an unreadable one."""
    try:
        data = path.read_bytes()
    except OSError as error:
        name = hashlib.sha256(str(path).encode()).hexdigest()
        return unreadable(name, "io", f"{path} can't be opened: {error.strerror or error}")
    return judge(data)


def as_json(path: Path, report: Report, with_cells: bool) -> dict[str, Any]:
    """The JSON object of a report."""
    result: dict[str, Any] = {
        "file": str(path),
        "sha256": report.sha256,
        "media": report.media,
        "title": report.title,
        "agency": report.agency,
        "year": report.year,
        "published_on": report.published_on,
        "form": report.form,
        "status": report.status.value,
        "sections": [asdict(section) for section in report.sections],
        "cells": {cell.column: number(cell.value) for cell in report.cells},
        "problems": [_problem(problem) for problem in report.problems],
    }
    if with_cells:
        result["cell_records"] = [_cell(cell) for cell in report.cells]
        result["evidence"] = [asdict(evidence) for evidence in report.evidence]
        result["checks"] = [asdict(check) for check in report.checks]
    return result


def number(value: Decimal | None) -> int | float | None:
    """A figure as JSON: whole numbers as integers."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "check": problem.check,
        "severity": problem.severity.value,
        "columns": list(problem.columns),
        "message": problem.message,
    }


def _cell(cell: Cell) -> dict[str, Any]:
    place = {k: v for k, v in asdict(cell.place).items() if v is not None}
    return {**asdict(cell), "value": number(cell.value), "place": place}
