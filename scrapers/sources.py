"""Sources: one declared entry per place or body whose reports are listed somewhere."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
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
            yield from sorted(path.glob("*.toml"))
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
        raise SourceError(f"{path}: no [[source]] in it")
    return list(entries)


def _source(entry: Mapping[str, Any], where: str) -> Source:
    for key, kind in REQUIRED.items():
        if not isinstance(entry.get(key), kind) or not entry[key]:
            raise SourceError(f"{where}: {key} is missing or no {kind.__name__}")
    known = {**REQUIRED, **OPTIONAL}
    for key, value in entry.items():
        if key not in known:
            raise SourceError(f"{where}: unknown key {key!r}; known are {', '.join(known)}")
        if not isinstance(value, known[key]):  # type: ignore[arg-type]
            raise SourceError(f"{where}: {key} = {value!r} is of the wrong type")
    if entry["level"] not in LEVELS:
        raise SourceError(f"{where}: level {entry['level']!r}; one of {', '.join(LEVELS)}")
    for url in entry["urls"]:
        if urlsplit(str(url)).scheme not in ("http", "https"):
            raise SourceError(f"{where}: {url!r} is no http or https address")
    return SOURCE.validate_python(dict(entry))
