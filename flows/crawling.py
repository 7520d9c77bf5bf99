"""Crawls in processes of their own: sources that share a host one after another, the others side
by side, many in one process, since they mostly wait."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from archive.captures import FOLDER
from archive.home import Home
from archive.records import ArchiveWriter
from archive.warcs import check
from flows.linting import place_complaints
from scrapers.importing import import_warcs
from scrapers.politeness import host_of
from scrapers.sources import Source, check_entry

COMMAND = (sys.executable, "-W", "ignore", "-m", "scrapers.run")
TAIL = 800


class CrawlError(Exception):
    """A crawl ended without a report; the message holds the end of what it said."""


def hosts_of(source: Source) -> frozenset[str]:
    """The hosts, with their ports, that a crawl of the source may ask."""
    return frozenset(
        (*map(host_of, source.urls), *(host_of(f"http://{host}") for host in source.hosts))
    )


def host_groups(sources: Sequence[Source]) -> list[list[Source]]:
    """Sources in groups that share no host with one another, so that groups may run at once and
    each host still sees one request at a time."""
    groups: list[list[Source]] = []
    for source in sources:
        hosts = hosts_of(source)
        sharing = [g for g in groups if any(hosts & hosts_of(other) for other in g)]
        groups = [group for group in groups if group not in sharing]
        groups.append([*(member for group in sharing for member in group), source])
    return groups


def crawl(source: Source, home: Home, timeout: float | None = None) -> dict[str, object]:
    """Runs one crawl to its end; its CrawlReport as a mapping. Raises CrawlError."""
    job = json.dumps({"source": asdict(source), "home": home.address})
    done = subprocess.run(  # noqa: S603
        COMMAND, input=job, capture_output=True, text=True, timeout=timeout, env=dict(os.environ)
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise CrawlError(
            f"{source.id}: the crawl ended with {done.returncode}: {done.stderr[-TAIL:]}"
        )
    report: dict[str, object] = json.loads(lines[-1])
    return report


def crawl_groups(groups: Sequence[Sequence[Source]], home: Home) -> Iterator[dict[str, Any]]:
    """Runs the crawls of many groups in one process; their reports as they end. A source whose
    crawl failed is left out; the process may fail as a whole, then the rest are."""
    declared = [[asdict(source) for source in group] for group in groups]
    job = json.dumps({"groups": declared, "home": home.address})
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as asked:
        asked.write(job)
        asked.seek(0)
        process = subprocess.Popen(  # noqa: S603
            COMMAND, stdin=asked, stdout=subprocess.PIPE, stderr=said, text=True
        )
        try:
            assert process.stdout is not None
            for line in process.stdout:
                report: dict[str, Any] = json.loads(line)
                if "error" not in report:
                    yield report
        finally:
            process.terminate()
            process.wait()


def probe(url: str) -> dict[str, Any]:
    """What a list page would yield; {"url", "error", "message"} where it can't be had. Raises
    CrawlError."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(  # noqa: S603
            (*COMMAND[:-1], "scrapers.fetching"),
            input=json.dumps({"url": url, "folder": folder}),
            capture_output=True,
            text=True,
        )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise CrawlError(f"{url}: the probe ended with {done.returncode}: {done.stderr[-TAIL:]}")
    result: dict[str, Any] = json.loads(lines[-1])
    return result


def import_warc(
    paths: Sequence[Path], home: Home, source: Mapping[str, str], say: Callable[[str], None]
) -> dict[str, int]:
    """Takes WARC files from elsewhere into the archive of a source, declared or known to the
    archive; counts. Raises ValueError where the source is neither, or a file is no WARC."""
    declared = f"{FOLDER}/{source['id']}/source.json"
    is_known = home.exists(declared)
    if not is_known and not all(source.values()):
        raise ValueError(f"{source['id']} is new to {home.address}: give --name, --adcode, --level")
    if not is_known:
        check_entry({**source, "urls": ["http://gone.example/"]}, source["id"])
        for complaint in place_complaints(source["adcode"], source["level"]):
            raise ValueError(f"{source['id']}: {complaint}")
    for path in paths:
        check(path)
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    with ArchiveWriter(home, source["id"], stamp) as writer:
        if not is_known:
            entry = {**source, "urls": [], "note": "imported from WARC files"}
            writer.write_source(json.dumps(entry, ensure_ascii=False).encode())
        return asdict(import_warcs(paths, writer, say))
