"""What the index of the archive says of each capture."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from archive.home import Home

FOLDER = "archive"


@dataclass(frozen=True)
class Capture:
    """One response kept in the archive.

    `sha256` is that of the payload after content decoding, the bytes that the readers see. `kind`
    is "list", "page" or "attachment"; `anchor` the link text that led here and `found_on` the page
    it stood on; `filename` what the server calls the file. A revisit has the digest of an earlier
    capture of its address and no payload of its own.
    """

    source: str
    url: str
    fetched_at: str
    sha256: str
    status: int
    content_type: str
    etag: str
    last_modified: str
    kind: str
    anchor: str
    found_on: str
    warc: str
    offset: int
    length: int
    is_revisit: bool = False
    filename: str = ""

    def line(self) -> bytes:
        """The capture as one line of the index."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True).encode() + b"\n"


@dataclass(frozen=True)
class Failure:
    """An address that gave nothing to keep, and why."""

    source: str
    url: str
    check: str
    message: str
    anchor: str = ""


def sources(home: Home) -> list[str]:
    """The ids of all sources that have an archive."""
    return home.names(FOLDER)


def captures(home: Home, source: str) -> list[Capture]:
    """All captures of a source, oldest first. A line that a crash cut short is passed over: its
    record was not finished either."""
    found: list[Capture] = []
    for name in home.names(f"{FOLDER}/{source}"):
        if name.endswith(".index.jsonl"):
            lines = home.read(f"{FOLDER}/{source}/{name}").split(b"\n")
            found += [capture for line in lines for capture in parsed(line)]
    return sorted(found, key=lambda c: (c.fetched_at, c.url, c.offset))


def parsed(line: bytes) -> Iterator[Capture]:
    """The capture of an index line; none for a line that was cut short."""
    try:
        yield Capture(**json.loads(line))
    except (ValueError, TypeError):
        return


def failures(home: Home, source: str) -> list[Failure]:
    """What the newest finished crawl of a source could not get."""
    newest = crawl_reports(home, source, most=1)
    return [Failure(**failure) for failure in newest[0]["failures"]] if newest else []


def crawl_reports(home: Home, source: str, most: int) -> list[dict[str, Any]]:
    """The reports of the newest finished crawls of a source, the newest first."""
    names = [n for n in home.names(f"{FOLDER}/{source}") if n.endswith(".crawl.json")]
    return [json.loads(home.read(f"{FOLDER}/{source}/{name}")) for name in names[::-1][:most]]
