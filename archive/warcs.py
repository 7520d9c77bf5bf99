"""Reading WARC files that others wrote."""

from collections.abc import Callable, Iterator
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from archive.captures import Capture
from archive.records import Exchange

LARGEST = 64 * 1024 * 1024
# The body is written as it is after decoding, so these would no longer be true.
OF_THE_WIRE = frozenset(("content-encoding", "transfer-encoding", "content-length", "connection"))


class WarcError(ValueError):
    """A file is no WARC file; the message names it."""


def check(path: Path) -> None:
    """Raises WarcError where a file does not begin as WARC does."""
    try:
        with path.open("rb") as file:
            next(ArchiveIterator(file))
    except StopIteration:
        raise WarcError(f"{path}: there is no record in it") from None
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise WarcError(f"{path}: can't be read as WARC ({error})") from error


def responses(path: Path, source: str, say: Callable[[str], None]) -> Iterator[Exchange]:
    """The responses with status 200 of a file, with their own dates and addresses, as exchanges of
    a source. Those larger than any report are passed over, and one that the end of the file cuts
    off, which is said. Raises WarcError."""
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file):
                if record.rec_type != "response" or record.http_headers is None:
                    continue
                if record.http_headers.get_statuscode() != "200":
                    continue
                payload = bytes(record.content_stream().read(LARGEST + 1))
                if len(payload) > LARGEST:
                    continue
                exchange = _exchange(record, payload, source)
                if _is_cut(record):
                    say(f"{path}: ends in the middle of {exchange.capture.url}; that is not taken")
                else:
                    yield exchange
    except (ArchiveLoadFailed, EOFError, OSError) as error:
        raise WarcError(f"{path}: can't be read as WARC ({error})") from error


def _is_cut(record: object) -> bool:
    """Whether the file ends before the record does, its content having been read."""
    stream = record.raw_stream  # type: ignore[attr-defined]
    while stream.read(1 << 16):
        pass
    return bool(getattr(stream, "limit", 0))


def _exchange(record: object, payload: bytes, source: str) -> Exchange:
    headers = list(record.http_headers.headers)  # type: ignore[attr-defined]
    by_name = {str(name).lower(): str(value) for name, value in headers}
    warc = record.rec_headers  # type: ignore[attr-defined]
    kept = [(name, value) for name, value in headers if name.lower() not in OF_THE_WIRE]
    capture = Capture(
        source=source,
        url=str(warc.get_header("WARC-Target-URI")).strip("<>"),
        fetched_at=str(warc.get_header("WARC-Date")).partition(".")[0].rstrip("Z") + "Z",
        sha256="",
        status=200,
        content_type=by_name.get("content-type", ""),
        etag=by_name.get("etag", ""),
        last_modified=by_name.get("last-modified", ""),
        kind="page",
        anchor="",
        found_on="",
        warc="",
        offset=0,
        length=0,
    )
    return Exchange(
        capture, "GET", (), (*kept, ("Content-Length", str(len(payload)))), payload, payload
    )
