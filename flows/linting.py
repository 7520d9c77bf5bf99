"""What is wrong with source files, all of it at once, and what to do."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from normalizers.gazetteer import by_code
from scrapers.politeness import host_of
from scrapers.sources import Source, SourceError, read_sources

NOWHERE = "000000"
LEAST_DELAY = 1.0
SHORTEST_REASON = 8


def lint(paths: Sequence[Path]) -> tuple[list[Source], list[str]]:
    """(the sources that are well formed, complaints). Raises SourceError for a path that is not
    there."""
    sources: list[Source] = []
    complaints: list[str] = []
    seen: dict[str, str] = {}
    for where, read in read_sources(paths):
        if isinstance(read, SourceError):
            complaints.append(str(read))
            continue
        sources.append(read)
        complaints += [f"{where} ({read.id}): {text}" for text in _complaints(read)]
        for key in (f"the id {read.id!r}", *(f"the address {url}" for url in read.urls)):
            if key in seen:
                complaints.append(f"{where} ({read.id}): {key} is used twice; first in {seen[key]}")
            seen.setdefault(key, where)
    return sources, complaints


def _complaints(source: Source) -> Iterator[str]:
    yield from place_complaints(source.adcode, source.level)
    for url in source.urls:
        yield from _address(url)
    for host in source.hosts:
        if "/" in host:
            yield f"hosts: {host!r} is an address; name the host alone, with its port if it has one"
    is_loopback = all(host_of(url).startswith("127.") for url in source.urls)
    if source.delay < LEAST_DELAY and not is_loopback:
        yield f"delay = {source.delay}: less than {LEAST_DELAY:g} s between requests is impolite"
    if source.expect is not None and source.expect < 1:
        yield f"expect = {source.expect}: the number of reports a year is at least 1, or left out"
    if source.insecure_tls:
        yield from _tls(source)


def _address(url: str) -> Iterator[str]:
    parts = urlsplit(url)
    if parts.path in ("", "/") and not parts.query:
        yield f"{url} is a site's first page; name the page that lists the reports"
    if parts.fragment:
        yield f"{url} has a #fragment, which no server sees; name the page without it"
    if url != url.strip() or " " in url:
        yield f"{url!r} has white space in it"


def _tls(source: Source) -> Iterator[str]:
    if len(source.insecure_tls) < SHORTEST_REASON:
        yield "insecure_tls: say why certificates can't be checked, as a sentence"
    if not any(url.startswith("https:") for url in source.urls):
        yield "insecure_tls has no effect: no address is https"


def place_complaints(code: str, level: str) -> Iterator[str]:
    """What is wrong with a code of GB/T 2260 for a source of that level."""
    if level == "ministry":
        if code != NOWHERE:
            yield f"adcode = {code!r}: a ministry has {NOWHERE!r}"
    elif code not in by_code():
        yield f"adcode = {code!r} is in no division of data/gazetteer/divisions.csv"
    elif _level(code) != ("county" if level == "township" else level):
        yield (
            f"adcode = {code!r} ({by_code()[code].name}) is of a {_level(code)},"
            f" level = {level!r}; a township has the code of its county"
        )


def _level(code: str) -> str:
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"
