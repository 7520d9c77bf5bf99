"""Sources: one declared entry per place or body whose reports are listed somewhere."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter

LEVELS = ("ministry", "province", "prefecture", "county", "township")
REQUIRED = {"id": str, "name": str, "adcode": str, "level": str, "urls": list}
OPTIONAL = {
    "hosts": list,
    "delay": (int, float),
    "expect": int,
    "insecure_tls": str,
    "note": str,
}
EXAMPLES = {
    "id": 'id = "xigong"',
    "name": 'name = "洛阳市西工区"',
    "adcode": 'adcode = "410303"',
    "level": 'level = "county"',
    "urls": 'urls = ["http://www.example.gov.cn/zfxxgknb/"]',
    "hosts": 'hosts = ["files.example.gov.cn"]',
    "delay": "delay = 2.0",
    "expect": "expect = 12",
    "insecure_tls": 'insecure_tls = "the certificate ran out in 2021"',
    "note": 'note = "..."',
}
ID = re.compile(r"^\w[\w.\-]*$")
DEFAULT_DELAY = 2.0


class SourceError(ValueError):
    """A source file is wrong; the message names the file, the entry and what to do."""


@dataclass(frozen=True)
class Source:
    """Where reports are listed. `delay` is in seconds between two requests to one host; `expect`
    the number of reports a year; `insecure_tls` the reason why certificates are not checked."""

    id: str
    name: str
    adcode: str
    level: str
    urls: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    delay: float = DEFAULT_DELAY
    expect: int | None = None
    insecure_tls: str = ""
    note: str = ""

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Hosts (with their ports, where named) that a crawl may ask."""
        return frozenset((*(urlsplit(url).netloc.lower() for url in self.urls), *self.hosts))


SOURCE = TypeAdapter(Source)


def load_sources(paths: Iterable[Path]) -> tuple[Source, ...]:
    """The sources of the files given, folders walked. Raises SourceError."""
    sources: dict[str, Source] = {}
    for where, source in read_sources(paths):
        if isinstance(source, SourceError):
            raise source
        if source.id in sources:
            raise SourceError(f"{where}: the id {source.id!r} is used twice; ids are unique")
        sources[source.id] = source
    return tuple(sources.values())


def read_sources(paths: Iterable[Path]) -> Iterator[tuple[str, Source | SourceError]]:
    """(file and number, source or what is wrong with it) for every entry of the files given.
    Raises SourceError for a path that is not there."""
    for path in _files(paths):
        try:
            entries = _entries(path)
        except SourceError as error:
            yield str(path), error
            continue
        for number, entry in enumerate(entries, 1):
            where = f"{path}, source {number}"
            try:
                yield where, _source(entry, where)
            except SourceError as error:
                yield where, error


def _files(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            found = sorted(path.glob("*.toml"))
            if not found:
                raise SourceError(f"{path}: no TOML file in it; name another folder, or a file")
            yield from found
        elif path.exists():
            yield path
        else:
            raise SourceError(f"{path}: no such file; name a TOML file or a folder of them")


def _entries(path: Path) -> list[Mapping[str, Any]]:
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("source", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: not TOML: {error}") from error
    if not entries:
        raise SourceError(f"{path}: no [[source]] in it; each source begins with that line")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SourceError(f"{path}: a source begins with [[source]], in double brackets")
    return entries


def _source(entry: Mapping[str, Any], where: str) -> Source:
    check_entry(entry, where)
    return SOURCE.validate_python(dict(entry))


def check_entry(entry: Mapping[str, Any], where: str) -> None:
    """Raises SourceError with everything that is wrong with an entry."""
    complaints = [*_shape(entry)]
    if not complaints:
        complaints = [*_meaning(entry)]
    if complaints:
        raise SourceError(f"{where}: {'; '.join(complaints)}")


def _shape(entry: Mapping[str, Any]) -> Iterator[str]:
    """What is missing, unknown or of the wrong type."""
    for key in REQUIRED:
        if not entry.get(key):
            yield f"{key} is missing; write {EXAMPLES[key]}"
    known: dict[str, Any] = {**REQUIRED, **OPTIONAL}
    for key, value in entry.items():
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f", is {near[0]!r} meant?" if near else f"; known are {', '.join(known)}"
            yield f"unknown key {key!r}{hint}"
        elif value and (not isinstance(value, known[key]) or isinstance(value, bool)):
            yield f"{key} = {value!r} is of the wrong type; write {EXAMPLES[key]}"
        elif isinstance(value, list) and not all(isinstance(part, str) for part in value):
            yield f"{key} = {value!r} holds more than strings; write {EXAMPLES[key]}"


def _meaning(entry: Mapping[str, Any]) -> Iterator[str]:
    """What is well formed and can't be."""
    if not ID.match(entry["id"]):
        yield f"id = {entry['id']!r} names a folder of the archive: letters, digits, - and _ only"
    if entry["level"] not in LEVELS:
        yield f"level {entry['level']!r}; one of {', '.join(LEVELS)}"
    for url in entry["urls"]:
        if urlsplit(url).scheme not in ("http", "https"):
            yield f"{url!r} is no http or https address"
        elif not _has_host(url):
            yield f"{url!r} names no host, or no port that there is"
    for host in entry.get("hosts", ()):
        if "/" not in host and not _has_host(f"http://{host}"):
            yield f"hosts: {host!r} names no host, or no port that there is"
    if entry.get("delay", 0) < 0:
        yield f"delay = {entry['delay']}: seconds are 0 or more"


def _has_host(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
