"""Crawls in a process of their own: `python -m scrapers.run`, a job as JSON on standard input.

{"source": ..., "home": ...} is one crawl; {"groups": [[...], ...], "home": ...} are many, the
groups side by side, the sources of a group (which share a host) one after another. Each crawl is
reported by one line of JSON on standard output when it ends. Twisted's reactor can't be started
twice in one process, so the crawls get one. The process ends when its parent does.
"""

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from scrapy.crawler import AsyncCrawlerRunner
from scrapy.resolver import CachingThreadedResolver
from scrapy.utils.reactor import install_reactor

from archive.captures import Failure, crawl_reports
from archive.home import Home
from archive.records import LOCK_SECONDS, ArchiveWriter
from scrapers.settings import settings
from scrapers.sources import SOURCE, Source
from scrapers.spider import ReportSpider
from scrapers.yields import fewer_reports, is_loud

REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
COMPARED = 7


@dataclass(frozen=True)
class CrawlReport:
    """What a crawl of one source did. `found` counts addresses that links name reports, or that
    turned out to be some; `listed` counts them by the year that they name; `loud` are the messages
    that an operator must see: lists of the source that gave nothing, fewer reports than before."""

    source: str
    started_at: str
    finished_at: str
    found: int
    new: int
    unchanged: int
    requests: int
    failures: tuple[Failure, ...]
    reason: str
    listed: dict[str, int]
    loud: tuple[str, ...]


async def crawl(
    runner: AsyncCrawlerRunner, source: Source, home: Home, lock_seconds: float
) -> CrawlReport:
    """Crawls one source into the archive of the home."""
    started = datetime.now(UTC)
    stamp = started.strftime("%Y%m%dT%H%M%S%f")
    with ArchiveWriter(home, source.id, stamp, lock_seconds=lock_seconds) as writer:
        writer.write_source(json.dumps(asdict(source), ensure_ascii=False).encode())
        crawler = runner.create_crawler(_with_settings(source))
        await runner.crawl(crawler, source=source, writer=writer)
        spider = crawler.spider
        assert isinstance(spider, ReportSpider)
        stats, ledger = crawler.stats, spider.ledger
        assert stats is not None
        earlier = crawl_reports(home, source.id, COMPARED)
        loss = fewer_reports(source, ledger.listed, earlier)
        report = CrawlReport(
            source=source.id,
            started_at=started.isoformat(timespec="seconds"),
            finished_at=datetime.now(UTC).isoformat(timespec="seconds"),
            found=ledger.found,
            new=ledger.new,
            unchanged=ledger.unchanged,
            requests=int(stats.get_value("downloader/request_count", 0) or 0),
            failures=(*ledger.failures, *loss),
            reason=str(stats.get_value("finish_reason", "")),
            listed=ledger.listed,
            loud=tuple(f.message for f in (*ledger.failures, *loss) if is_loud(source, f)),
        )
        is_finished = report.reason == "finished"
        if is_finished:
            writer.write_report(json.dumps(asdict(report), ensure_ascii=False).encode())
        spider.unfinished.close(is_finished)
    return report


def _with_settings(source: Source) -> type[ReportSpider]:
    """The spider with the settings of one source: a runner has one set for all."""
    return type("ReportSpider", (ReportSpider,), {"custom_settings": settings(source)})


def crawl_all(
    groups: Sequence[Sequence[Source]], home: Home, tell: Callable[[dict[str, Any]], None]
) -> None:
    """Crawls the groups side by side. Runs Twisted's reactor: once per process. A crawl that fails
    is told as {"source", "error"} and disturbs no other."""
    install_reactor(REACTOR)
    from twisted.internet import reactor

    running: Any = reactor
    CachingThreadedResolver(running, 10_000, 60.0).install_on_reactor()
    runner = AsyncCrawlerRunner()
    # A locked source must not hold up the others.
    lock_seconds = LOCK_SECONDS if sum(map(len, groups)) == 1 else 0.0

    async def one_after_another(group: Sequence[Source]) -> None:
        for source in group:
            try:
                report = await crawl(runner, source, home, lock_seconds)
            except Exception as error:
                logging.getLogger(__name__).exception("the crawl of %s failed", source.id)
                tell({"source": source.id, "error": f"{type(error).__name__}: {error}"})
            else:
                tell(asdict(report))

    async def everything() -> None:
        try:
            await asyncio.gather(*(one_after_another(group) for group in groups))
        finally:
            running.stop()

    tasks: list[asyncio.Future[None]] = []
    running.callWhenRunning(lambda: tasks.append(asyncio.ensure_future(everything())))
    running.run()


def _end_with_parent() -> None:
    """Stops this process when the one that started it is gone (a killed demo, say)."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def _tell(report: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(report, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Reads the job from standard input, prints one line for each crawl."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    _end_with_parent()
    job = json.load(sys.stdin)
    declared = job.get("groups") or [[job["source"]]]
    groups = [[SOURCE.validate_python(source) for source in group] for group in declared]
    told: list[dict[str, Any]] = []

    def tell(report: dict[str, Any]) -> None:
        told.append(report)
        _tell(report)

    crawl_all(groups, Home(job["home"]), tell)
    if len(told) < sum(map(len, groups)) or ("source" in job and "error" in told[0]):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
