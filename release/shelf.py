"""Documents set aside on disk and given back agency by agency, so that the memory of a release
does not grow with the archive."""

import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from pydantic import TypeAdapter

from normalizers.documents import SourceDocument
from normalizers.unfetched import Unfetched

BATCH = 200
TABLE = """
CREATE TABLE shelf (
    agency_id TEXT, year INTEGER, document_id TEXT, url TEXT, time TEXT, body BLOB
)"""
ORDER = "ORDER BY agency_id, year, document_id, url, time"
_DOCUMENT = TypeAdapter(SourceDocument)
_UNFETCHED = TypeAdapter(Unfetched)


@dataclass(frozen=True)
class Batch:
    """Everything known of some agencies: their documents, in order of agency, year and id, and
    what could not be fetched."""

    documents: tuple[SourceDocument, ...]
    unfetched: tuple[Unfetched, ...]


class Shelf:
    """Takes documents in any order and gives them back in one. Keeps its file in `folder`, which
    is the caller's to remove."""

    def __init__(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "shelf.sqlite", isolation_level=None)
        # Nothing of it outlives the release, so nothing need survive a crash.
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA synchronous = OFF")
        self._base.execute(TABLE)
        self._base.execute("BEGIN")

    def add(self, item: SourceDocument | Unfetched) -> None:
        """Sets a document, or what stands for one, aside."""
        if isinstance(item, SourceDocument):
            key = (item.agency_id, item.year, item.id, item.captured.url, item.captured.captured_at)
            body = _DOCUMENT.dump_json(item)
        else:
            key = (item.agency_id, item.year, "", item.url, item.message)
            body = _UNFETCHED.dump_json(item)
        line = (*key, zlib.compress(body, 1))
        self._base.execute("INSERT INTO shelf VALUES (?, ?, ?, ?, ?, ?)", line)

    def batches(self, least: int = BATCH) -> Iterator[Batch]:
        """Everything, the agencies in order, none of them torn, at least `least` items at a time.
        What has no agency comes first."""
        self._base.execute(f"CREATE INDEX in_order ON shelf ({ORDER.removeprefix('ORDER BY ')})")
        lines = self._base.execute(f"SELECT agency_id, document_id, body FROM shelf {ORDER}")  # noqa: S608
        documents: list[SourceDocument] = []
        unfetched: list[Unfetched] = []
        for agency_id, group in groupby(lines, key=lambda line: line[0]):
            for _, document_id, body in group:
                data = zlib.decompress(body)
                if document_id:
                    documents.append(_DOCUMENT.validate_json(data))
                else:
                    unfetched.append(_UNFETCHED.validate_json(data))
                if agency_id is None and len(documents) + len(unfetched) >= least:
                    yield Batch(tuple(documents), tuple(unfetched))
                    documents, unfetched = [], []
            if len(documents) + len(unfetched) >= least:
                yield Batch(tuple(documents), tuple(unfetched))
                documents, unfetched = [], []
        if documents or unfetched:
            yield Batch(tuple(documents), tuple(unfetched))

    def close(self) -> None:
        self._base.close()
