"""From the archive and the readings to a release."""

import gc
import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.captures import FOLDER, Capture, captures, crawl_reports, failures, sources
from archive.home import Home
from extractors.reading import Problem
from normalizers import readings
from normalizers.corrections import DEFAULT, Entry, Outcome, by_target, read_corrections, unmet
from normalizers.documents import (
    Captured,
    Origin,
    SourceDocument,
    confirmed,
    document,
    without_covers,
)
from normalizers.editions import with_editions
from normalizers.model import Report, Status
from normalizers.registry import Mention
from normalizers.unfetched import unfetched
from release.coverage import SourceFacts, Tally, source_coverage, tally
from release.rows import Row, last_rows, rows_of
from release.shelf import Shelf
from release.write import write_release


@dataclass(frozen=True)
class Released:
    """What a release step did: the number of the release, whether it is new, why its gates hold it
    back from becoming the latest (nothing where they let it pass), which one is the latest now, and
    how many documents have each status."""

    number: int
    is_new: bool
    held: tuple[str, ...]
    latest: int | None
    reports: int
    statuses: Mapping[str, int]
    problems: int
    uncorrected: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()


def release(home: Home, corrections: Sequence[Path] = (DEFAULT,)) -> Released:
    """Makes a release from everything in the archive that has been read. Holds a few hundred
    documents at a time, however many there are. `corrections` are files or folders of them."""
    entries, malformed = read_corrections(corrections)
    counts: Tally = Counter()
    uncorrected = [problem.message for problem in malformed]
    with (
        tempfile.TemporaryDirectory(prefix="nianbao-shelf-") as folder,
        closing(Shelf(Path(folder))) as shelf,
    ):
        with _without_collector():
            facts = [_shelve(home, source, shelf) for source in _known(home)]
        written = write_release(home, _parts(shelf, facts, entries, malformed, counts, uncorrected))
    statuses: Counter[str] = Counter()
    for (_, _, what), count in counts.items():
        statuses[what] += count
    return Released(
        number=written.number,
        is_new=written.is_new,
        held=written.held,
        latest=written.latest,
        reports=written.rows["reports"],
        statuses={s.value: statuses[s.value] for s in Status if statuses[s.value]},
        problems=written.rows["problems"],
        uncorrected=tuple(uncorrected),
        changed=written.changed,
    )


def correction_files(named: Sequence[str] | None) -> tuple[Path, ...]:
    """The files and folders named, else the project's own."""
    return (DEFAULT,) if named is None else tuple(map(Path, named))


def _parts(
    shelf: Shelf,
    facts: Sequence[SourceFacts],
    entries: Sequence[Entry],
    malformed: Sequence[Problem],
    counts: Tally,
    uncorrected: list[str],
) -> Iterator[Mapping[str, Sequence[Row]]]:
    """The rows of all tables, some agencies at a time; counts them, and adds why corrections were
    not applied, on the way."""
    targets = by_target(entries)
    outcomes: list[Outcome] = []
    mentions: list[Mention] = []
    with _without_collector():
        for batch in shelf.batches():
            part = rows_of(batch.documents, batch.unfetched, targets)
            counts.update(tally(part.rows["documents"], batch.unfetched))
            outcomes += part.outcomes
            mentions += part.mentions
            yield part.rows
    for outcome in (*outcomes, *unmet(entries, outcomes)):
        uncorrected += [outcome.problem.message] if outcome.problem else []
    yield last_rows(entries, malformed, outcomes, mentions)
    yield {"source_coverage": source_coverage(facts, counts)}


@contextmanager
def _without_collector() -> Iterator[None]:
    """Readings are millions of small objects that refer to nothing which holds them: looking for
    cycles among them takes a quarter of the time and finds none."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _shelve(home: Home, source: str, shelf: Shelf) -> SourceFacts:
    """Sets everything of a source aside; what it declares and lists."""
    origin = _origin(home, source)
    for doc in documents_of(home, source):
        shelf.add(doc)
    for failure in failures(home, source):
        shelf.add(unfetched(origin, failure))
    return _facts(home, origin)


def documents_of(home: Home, source: str) -> Iterator[SourceDocument]:
    """The documents of one source: each content of each address once, at its first capture. Pages
    and what they link are read together, since they tell of each other."""
    origin = _origin(home, source)
    found = [c for c in captures(home, source) if c.kind != "list"]
    newest = {c.url: c.sha256 for c in found}
    firsts: dict[tuple[str, str], Capture] = {}
    for capture in found:
        firsts.setdefault((capture.url, capture.sha256), capture)
    for family in _families(list(firsts.values())):
        yield from _documents(home, origin, family, newest)


def _families(found: Sequence[Capture]) -> list[list[Capture]]:
    """Captures in groups of those that lead to one another."""
    leader = {c.url: c.url for c in found}

    def lead(url: str) -> str:
        while leader[url] != url:
            leader[url] = url = leader[leader[url]]
        return url

    for capture in found:
        if capture.found_on in leader:
            leader[lead(capture.url)] = lead(capture.found_on)
    groups: dict[str, list[Capture]] = {}
    for capture in found:
        groups.setdefault(lead(capture.url), []).append(capture)
    return list(groups.values())


def _documents(
    home: Home, origin: Origin, family: Sequence[Capture], newest: Mapping[str, str]
) -> list[SourceDocument]:
    read = _read(home, {c.sha256 for c in family})
    documents = [
        document(origin, _captured(c, newest), read[c.sha256], _parent(c, newest, read))
        for c in family
        if c.sha256 in read
    ]
    return with_editions(confirmed(without_covers(documents)))


def _read(home: Home, contents: Iterable[str]) -> dict[str, Report]:
    """{SHA-256: reading} of the contents that have been read."""
    read = {}
    for sha256 in contents:
        with suppress(FileNotFoundError):
            read[sha256] = readings.load(home, sha256)
    return read


def _known(home: Home) -> list[str]:
    """The sources, without those whose first crawl was ended before it said what they are."""
    return [s for s in sources(home) if home.exists(f"{FOLDER}/{s}/source.json")]


def _facts(home: Home, origin: Origin) -> SourceFacts:
    newest = crawl_reports(home, origin.source, most=1)
    listed = newest[0].get("listed", {}) if newest else {}
    expect = _declared(home, origin.source).get("expect")
    years = {int(year) if year else None: count for year, count in listed.items()}
    return SourceFacts(origin, expect, years)


def _declared(home: Home, source: str) -> dict[str, Any]:
    declared: dict[str, Any] = json.loads(home.read(f"{FOLDER}/{source}/source.json"))
    return declared


def _origin(home: Home, source: str) -> Origin:
    declared = _declared(home, source)
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
