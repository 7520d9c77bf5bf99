"""From a figure of a release to the bytes of the archive that print it."""

import hashlib
from dataclasses import dataclass
from typing import Any

import pandas as pd
import pyarrow.compute as pc

from archive.captures import captures
from archive.home import Home
from archive.records import payload
from normalizers.judge import judge
from release.folder import Folder
from release.place import FOLDER, folder, latest

MOST_NAMED = 10
PLACE = (
    "page",
    "left",
    "top",
    "right",
    "bottom",
    "table_number",
    "row_number",
    "column_number",
    "path",
)


class NotFoundError(Exception):
    """No such figure; the message says what there is instead."""


@dataclass(frozen=True)
class Explanation:
    """Where a figure stands: release, document, capture and place; `read_again` is what reading
    the archived bytes gives now. `value` is the printed figure; where `reports` carries another,
    `correction` is the row of the table corrections that put it there."""

    release: int
    agency: str
    year: int
    column: str
    value: float | None
    raw: str
    mark: str
    label: str
    place: dict[str, Any]
    status: str
    url: str
    captured_at: str
    content_sha256: str
    warc: str
    offset: int
    bytes_verified: bool
    read_again: str
    correction: dict[str, Any] | None


def explain(
    home: Home, agency: str, year: int, column: str, number: int | None = None
) -> Explanation:
    """The way from a figure back to its source. `agency` is any name that reports give it, or an
    agency_id; `number` that of the release, the latest one where it is None. Raises
    NotFoundError."""
    number = number or latest(home)
    if number is None:
        raise NotFoundError(f"{home.address} holds no release yet; run nianbao nightly or rebuild")
    if not home.exists(f"{FOLDER}/{number}"):
        raise NotFoundError(f"{home.address} holds no release {number}")
    release = folder(home, number)
    where = pc.field("agency_id").isin(_ids(release, agency)) & (pc.field("year") == year)
    mine = release.parquet("cells.parquet", where=where).to_pandas()
    found = mine[mine.column == column]
    if found.empty:
        raise NotFoundError(_nothing(release, mine, agency, year, column))
    cell = found.iloc[0]
    is_its = (pc.field("document_id") == cell.document_id) & pc.field("is_released")
    doc = release.parquet("documents.parquet", where=is_its).to_pandas().iloc[0]
    capture = next(
        c
        for c in captures(home, doc.source_id)
        if c.url == doc.url and c.sha256 == doc.content_sha256 and not c.is_revisit
    )
    data = payload(home, capture)
    again = {c.column: c.raw for c in judge(data).cells}
    return Explanation(
        release=number,
        agency=cell.agency,
        year=int(cell.year),
        column=column,
        value=None if pd.isna(cell.value) else float(cell.value),
        raw=cell.raw,
        mark=cell["mark"],
        label=cell.label,
        place={k: _plain(cell[k]) for k in PLACE if not pd.isna(cell[k])},
        status=doc.status,
        url=doc.url,
        captured_at=str(doc.captured_at),
        content_sha256=doc.content_sha256,
        warc=f"archive/{capture.source}/{capture.warc}",
        offset=capture.offset,
        bytes_verified=hashlib.sha256(data).hexdigest() == doc.content_sha256,
        read_again=again.get(column, ""),
        correction=_correction(release, cell.agency_id, int(cell.year), column),
    )


def _ids(release: Folder, agency: str) -> list[str]:
    """The ids that a name stands for, as printed or in full; an id stands for itself."""
    is_named = (pc.field("name_printed") == agency) | (pc.field("agency") == agency)
    rows = release.parquet("crosswalk.parquet", ("agency_id",), is_named).to_pylist()
    return sorted({agency, *(row["agency_id"] for row in rows if row["agency_id"])})


def _correction(release: Folder, agency_id: str, year: int, column: str) -> dict[str, Any] | None:
    is_its = (pc.field("agency_id") == agency_id) & (pc.field("year") == year)
    where = is_its & (pc.field("column") == column) & pc.field("is_applied")
    rows = release.parquet("corrections.parquet", where=where).to_pylist()
    return {key: str(value) for key, value in rows[0].items()} if rows else None


def _plain(value: Any) -> Any:  # noqa: ANN401
    return value.item() if hasattr(value, "item") else value


def _nothing(release: Folder, mine: pd.DataFrame, agency: str, year: int, column: str) -> str:
    if mine.empty:
        is_agency = pc.field("agency_id").isin(_ids(release, agency))
        is_its = (is_agency | (pc.field("agency") == agency)) & (pc.field("year") == year)
        became = release.parquet("coverage.parquet", ("outcome",), is_its).to_pylist()
        if became:
            outcome = became[0]["outcome"]
            return f"the report of {agency} {year} is not in the release: {outcome}; see problems"
        where = pc.field("is_released")
        known = release.parquet("documents.parquet", ("agency", "year"), where).to_pylist()
        there = ", ".join(sorted({f"{row['agency']} {row['year']}" for row in known})[:MOST_NAMED])
        return f"the release holds no figures of {agency} {year}; it holds {there}"
    return f"the report of {agency} {year} has no column {column}; see codebook.csv for the names"
