"""The flows: nightly (crawl, read, release) and rebuild (archive to release, no network).

A task is a batch: the sources that share a host, a hundred documents, one release. Tasks return
counts; what they make lies in the home under its content's hash, which is all the caching there is.
"""

import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from flows.settings import configure

configure()

from prefect import flow, task  # noqa: E402
from prefect.artifacts import create_markdown_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402
from rich.markup import escape  # noqa: E402

from archive.captures import Capture, captures, sources  # noqa: E402
from archive.home import Home  # noqa: E402
from flows import crawling, reading, releasing  # noqa: E402
from flows.progress import Voice  # noqa: E402
from scrapers.sources import Source, load_sources  # noqa: E402

RUNNER: Any = ThreadPoolTaskRunner(max_workers=8)
RETRIES = 2
TOGETHER = 64
RETRY_SECONDS = int(os.environ.get("NIANBAO_RETRY_SECONDS", "30"))


@dataclass(frozen=True)
class Night:
    """What a night did."""

    crawls: tuple[dict[str, Any], ...]
    failed_sources: tuple[str, ...]
    read: int
    released: releasing.Released


@task(name="crawl together", cache_policy=NO_CACHE)
def crawl_together(groups: list[list[Source]], address: str, voice: Voice) -> list[dict[str, Any]]:
    """Crawls many groups of sources side by side in one process; the reports of those that ended
    well."""
    reports = []
    for report in crawling.crawl_groups(groups, Home(address)):
        reports.append(report)
        _say(voice, report)
    return reports


@task(
    name="crawl",
    task_run_name="crawl {source.id}",
    cache_policy=NO_CACHE,
    retries=RETRIES,
    retry_delay_seconds=RETRY_SECONDS,
)
def crawl_source(source: Source, address: str) -> dict[str, Any]:
    """Crawls one source into the archive, in a process of its own; its report."""
    return dict(crawling.crawl(source, Home(address)))


@task(name="read", cache_policy=NO_CACHE)
def read_batch(address: str, batch: list[Capture], workers: int, voice: Voice) -> int:
    """Reads up to a hundred documents in processes; how many."""
    statuses = reading.read_all(Home(address), batch, workers)
    return sum(1 for _ in voice.track(statuses, len(batch), "documents"))


@task(name="release", cache_policy=NO_CACHE)
def make_release(address: str, corrections: list[str] | None) -> releasing.Released:
    """Makes a release of everything that has been read."""
    return releasing.release(Home(address), releasing.correction_files(corrections))


@flow(name="nightly", task_runner=RUNNER, validate_parameters=False)
def nightly(
    sources: list[str],
    home: str,
    only: str | None = None,
    is_quiet: bool = False,
    corrections: list[str] | None = None,
) -> Night:
    """Crawls the sources of the files named, reads what is new, releases. A source that fails is
    retried, recorded, and does not disturb the others."""
    voice = Voice(is_quiet)
    chosen = [s for s in load_sources(map(Path, sources)) if only in (None, s.id)]
    if not chosen:
        raise ValueError(f"no source {only!r} in {', '.join(sources)}")
    crawls, failed = _crawl_all(chosen, home, voice)
    read = _read_pending(home, voice)
    night = Night(tuple(crawls), tuple(failed), read, _release(home, voice, corrections))
    _artifact(night, home)
    return night


@flow(name="rebuild", validate_parameters=False)
def rebuild(home: str, is_quiet: bool = False, corrections: list[str] | None = None) -> Night:
    """Reads whatever of the archive this code has not read and releases; asks no network."""
    voice = Voice(is_quiet)
    read = _read_pending(home, voice)
    night = Night((), (), read, _release(home, voice, corrections))
    _artifact(night, home)
    return night


def _crawl_all(
    chosen: list[Source], home: str, voice: Voice
) -> tuple[list[dict[str, Any]], list[str]]:
    """Reports of the crawls that ended well, ids of the sources that failed. What fails beside
    the others is retried alone."""
    groups = crawling.host_groups(chosen)
    voice.say(f"[bold]Finding and fetching[/] from {len(chosen)} sources")
    batches = [groups[i : i + TOGETHER] for i in range(0, len(groups), TOGETHER)]
    together = [crawl_together.submit(batch, home, voice) for batch in batches]
    reports: list[dict[str, Any]] = []
    for done in together:
        found: Any = done.result(raise_on_failure=False)
        reports += [] if isinstance(found, BaseException) else found
    ended = {report["source"] for report in reports}
    failed: list[str] = []
    for group in groups:
        for source in group:
            if source.id in ended:
                continue
            report: Any = crawl_source.submit(source, home).result(raise_on_failure=False)
            if isinstance(report, BaseException):
                failed.append(source.id)
                voice.say(f"  [red]{source.name}: failed; its last good data stays[/] ({report})")
            else:
                reports.append(report)
                _say(voice, report)
    return reports, failed


def _say(voice: Voice, report: dict[str, Any]) -> None:
    voice.say(
        f"  {report['source']}: {report['found']} reports listed, {report['new']} new,"
        f" {report['unchanged']} unchanged, {len(report['failures'])} failed"
    )
    for message in report["loud"]:
        voice.say(f"  [red]{escape(message)}[/]")


def _read_pending(home: str, voice: Voice) -> int:
    place = Home(home)
    known = [capture for source in sources(place) for capture in captures(place, source)]
    todo = reading.pending(place, known)
    voice.say(f"[bold]Reading[/] {len(todo)} documents")
    workers = max(1, min(os.cpu_count() or 1, len(todo)))
    return sum(read_batch(home, batch, workers, voice) for batch in reading.batches(todo))


def _release(home: str, voice: Voice, corrections: list[str] | None) -> releasing.Released:
    voice.say("[bold]Checking and releasing[/]")
    released = make_release(home, corrections)
    if released.is_new:
        voice.say(
            f"  release {released.number}: {released.reports} rows, {released.problems} problems"
        )
        for line in released.changed:
            voice.say(f"    {escape(line)}")
    elif not released.held:
        voice.say(f"  nothing new: release {released.number} stays the latest")
    for message in released.uncorrected:
        voice.say(f"[bold red]  correction not applied: {escape(message)}[/]")
    if released.held:
        voice.say(f"[bold red]  {_held(home, released)}[/]")
    return released


def _held(home: str, released: releasing.Released) -> str:
    """Why a release is not the latest, and what to do."""
    return (
        f"Release {released.number} is held back; release {released.latest} stays the latest."
        f" {'. '.join(released.held)}. Look at its CHANGES.md; the bounds are in data/gates.toml."
        f" To take it all the same: nianbao accept {released.number} --home {home}"
    )


def _artifact(night: Night, home: str) -> None:
    """The night's summary, as a Prefect artifact."""
    released = night.released
    lines = ["| source | listed | new | unchanged | failed |", "|---|---|---|---|---|"]
    for crawl in night.crawls:
        counts = f"{crawl['found']} | {crawl['new']} | {crawl['unchanged']}"
        lines.append(f"| {crawl['source']} | {counts} | {len(crawl['failures'])} |")
    lines += [f"| {source} | failed | | | |" for source in night.failed_sources]
    statuses = ", ".join(f"{count} {status}" for status, count in sorted(released.statuses.items()))
    text = (
        f"# The night\n\n{chr(10).join(lines)}\n\n{night.read} documents read; {statuses}.\n\n"
        f"Release {released.number}{' (new)' if released.is_new else ' (unchanged)'}:"
        f" {released.reports} rows, {released.problems} problems.\n"
    )
    if released.held:
        text += f"\n**{_held(home, released)}**\n"
    create_markdown_artifact(text, key="night", description="What the night brought")


def as_json(night: Night) -> dict[str, Any]:
    """The night for machines."""
    return asdict(night)
