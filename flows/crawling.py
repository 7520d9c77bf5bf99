"""Crawls as subprocesses: sources that share a host one after another, the others side by side."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict

from archive.home import Home
from scrapers.sources import Source


class CrawlError(Exception):
    """A crawl ended without a report; the message holds the end of what it said."""


def host_groups(sources: Sequence[Source]) -> list[list[Source]]:
    """Sources in groups that share no host with one another, so that groups may run at once and
    each host still sees one request at a time."""
    groups: list[list[Source]] = []
    for source in sources:
        hosts = source.allowed_hosts
        sharing = [g for g in groups if any(hosts & other.allowed_hosts for other in g)]
        groups = [group for group in groups if group not in sharing]
        groups.append([*(member for group in sharing for member in group), source])
    return groups


def crawl(source: Source, home: Home, timeout: float | None = None) -> dict[str, object]:
    """Runs one crawl to its end; its CrawlReport as a mapping. Raises CrawlError."""
    job = json.dumps({"source": asdict(source), "home": home.address})
    command = [sys.executable, "-W", "ignore", "-m", "scrapers.run"]
    done = subprocess.run(  # noqa: S603
        command, input=job, capture_output=True, text=True, timeout=timeout, env=dict(os.environ)
    )
    lines = done.stdout.strip().splitlines()
    if done.returncode or not lines:
        raise CrawlError(
            f"{source.id}: the crawl ended with {done.returncode}: {done.stderr[-800:]}"
        )
    report: dict[str, object] = json.loads(lines[-1])
    return report
