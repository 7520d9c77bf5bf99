"""From the archive and the readings to a release."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from archive.captures import FOLDER, Capture, captures, failures, sources
from archive.home import Home
from normalizers import readings
from normalizers.corrections import DEFAULT, read_corrections
from normalizers.documents import (
    Captured,
    Origin,
    SourceDocument,
    confirmed,
    document,
    without_covers,
)
from normalizers.editions import with_editions
from normalizers.model import Report
from release.rows import Row, plain_problem_row, rows
from release.write import write_release


@dataclass(frozen=True)
class Released:
    """What a release step did: the number of the newest release, whether it is new, and how many
    documents have each status."""

    number: int
    is_new: bool
    reports: int
    statuses: Mapping[str, int]
    problems: int


def release(home: Home, corrections: Sequence[Path] = (DEFAULT,)) -> Released:
    """Makes a release from everything in the archive that has been read. `corrections` are files or
    folders of them."""
    documents: list[SourceDocument] = []
    entries, malformed = read_corrections(corrections)
    others: list[Row] = [plain_problem_row(problem) for problem in malformed]
    for source in sources(home):
        documents += documents_of(home, source)
        others += [
            _failure_row(f.source, f.url, f.check, f.message) for f in failures(home, source)
        ]
    tables = rows(documents, others, entries)
    number, is_new = write_release(home, tables)
    newest = [doc for doc in documents if doc.captured.is_newest]
    statuses = dict(Counter(doc.report.status.value for doc in newest))
    return Released(number, is_new, len(tables["reports"]), statuses, len(tables["problems"]))


def correction_files(named: Sequence[str] | None) -> tuple[Path, ...]:
    """The files and folders named, else the project's own."""
    return (DEFAULT,) if named is None else tuple(map(Path, named))


def documents_of(home: Home, source: str) -> list[SourceDocument]:
    """The documents of one source: each content of each address once, at its first capture."""
    origin = _origin(home, source)
    found = [c for c in captures(home, source) if c.kind != "list"]
    newest = {c.url: c.sha256 for c in found}
    firsts: dict[tuple[str, str], Capture] = {}
    for capture in found:
        firsts.setdefault((capture.url, capture.sha256), capture)
    read = {
        sha256: readings.load(home, sha256)
        for sha256 in {c.sha256 for c in firsts.values()}
        if readings.has(home, sha256)
    }
    found_documents = [
        document(origin, _captured(c, newest), read[c.sha256], _parent(c, newest, read))
        for c in firsts.values()
        if c.sha256 in read
    ]
    return with_editions(confirmed(without_covers(found_documents)))


def _origin(home: Home, source: str) -> Origin:
    declared = json.loads(home.read(f"{FOLDER}/{source}/source.json"))
    return Origin(source, declared["name"], declared["adcode"], declared["level"])


def _captured(capture: Capture, newest: Mapping[str, str]) -> Captured:
    return Captured(
        url=capture.url,
        captured_at=capture.fetched_at,
        kind=capture.kind,
        anchor=capture.anchor,
        found_on=capture.found_on,
        is_newest=newest[capture.url] == capture.sha256,
    )


def _parent(
    capture: Capture, newest: Mapping[str, str], read: Mapping[str, Report]
) -> Report | None:
    return read.get(newest.get(capture.found_on, ""))


def _failure_row(source: str, url: str, check: str, message: str) -> Row:
    return {
        "source_id": source,
        "document_id": None,
        "url": url,
        "agency_id": None,
        "year": None,
        "check": check,
        "severity": "error",
        "columns": "",
        "message": message,
    }
