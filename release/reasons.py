"""Why a row of `reports` differs from the release before: what became of its document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import pyarrow as pa

from release.folder import Folder

SUPERSEDED = "superseded_by"
STANDS = "stands"


class Why(StrEnum):
    """The reasons, each seen from the row that was added, changed or has gone."""

    NEW_DOCUMENT = "new_document"  # nothing of its address was known
    SOURCE_REVISED = "source_revised"  # the address carries other bytes than before
    READING_BETTERED = "reading_bettered"  # the same bytes, read or judged by other code
    CORRECTION = "correction"  # a reviewed correction was applied, altered or withdrawn
    CHOSEN_OTHERWISE = "chosen_otherwise"  # another document of the same agency and year
    IDENTIFIED_OTHERWISE = "identified_otherwise"  # it counts as another agency's or year's
    HELD_OUT = "held_out"  # its reading is in doubt now
    DOCUMENT_GONE = "document_gone"  # the archive holds it no more


@dataclass(frozen=True)
class RowFacts:
    """What a row of `reports` says of its document."""

    agency_id: str
    agency: str
    document_id: str
    url: str


@dataclass(frozen=True)
class Documents:
    """The documents of a release: {document_id: (status, whether no newer edition has superseded
    it)}, and their addresses."""

    known: Mapping[str, tuple[str, bool]]
    urls: frozenset[str]

    @classmethod
    def of(cls, folder: Folder) -> "Documents":
        table = standing(folder, ("document_id", "url", "status"))
        known: dict[str, tuple[str, bool]] = {}
        for row in table.to_pylist():
            # One content may lie at two addresses; it stands where it does at either.
            stands = row[STANDS] or known.get(row["document_id"], ("", False))[1]
            known[row["document_id"]] = (row["status"], stands)
        return cls(known, frozenset(table["url"].to_pylist()))


def standing(folder: Folder, columns: Sequence[str]) -> pa.Table:
    """Columns of `documents`, and `stands`: whether no newer edition has superseded the document
    (of which releases before the first with editions say nothing)."""
    table = folder.parquet("documents.parquet", (*columns, SUPERSEDED))
    known = SUPERSEDED in table.column_names
    stands = table[SUPERSEDED].is_null() if known else pa.repeat(pa.scalar(True), len(table))
    return table.select(list(columns)).append_column(STANDS, stands)


def why_added(row: RowFacts, before: Documents) -> Why:
    """Why there is a row now."""
    if row.document_id in before.known:
        status, _ = before.known[row.document_id]
        is_new_reading = status in ("suspect", "unreadable")
        return Why.READING_BETTERED if is_new_reading else Why.IDENTIFIED_OTHERWISE
    return Why.SOURCE_REVISED if row.url in before.urls else Why.NEW_DOCUMENT


def why_changed(before: RowFacts, now: RowFacts, documents: Documents) -> Why:
    """Why a row that is in both releases differs. `documents` are those of the newer release."""
    if before.document_id == now.document_id:
        return Why.READING_BETTERED
    stands = documents.known.get(before.document_id, ("", False))[1]
    is_other = before.url != now.url and stands
    return Why.CHOSEN_OTHERWISE if is_other else Why.SOURCE_REVISED


def why_gone(row: RowFacts, documents: Documents) -> Why:
    """Why there is no row any more. `documents` are those of the newer release."""
    if row.document_id not in documents.known:
        return Why.DOCUMENT_GONE
    status, stands = documents.known[row.document_id]
    if not stands:
        return Why.SOURCE_REVISED
    return Why.HELD_OUT if status in ("suspect", "unreadable") else Why.IDENTIFIED_OTHERWISE
