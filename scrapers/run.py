"""One crawl in a process of its own: `python -m scrapers.run`, a job as JSON on standard input.

Twisted's reactor can't be started twice in one process, so each crawl gets one. The process ends
when its parent does.
"""

import json
import logging
import os
import signal
import sys
import threading
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from scrapy.crawler import CrawlerProcess

from archive.captures import Failure
from archive.home import Home
from archive.records import ArchiveWriter
from scrapers.sources import SOURCE, Source
from scrapers.spider import ReportSpider

USER_AGENT = "nianbao/0.1 (research on open government information; contact: {contact})"
CONTACT = "see the operator's page, or block this agent in robots.txt"
LARGEST = 64 * 1024 * 1024


@dataclass(frozen=True)
class CrawlReport:
    """What a crawl of one source did. `found` counts links that name reports."""

    source: str
    started_at: str
    finished_at: str
    found: int
    new: int
    unchanged: int
    requests: int
    failures: tuple[Failure, ...]
    reason: str


def settings(source: Source) -> dict[str, Any]:
    """Scrapy's settings for one polite crawl: one request at a time a host, with a delay."""
    contact = os.environ.get("NIANBAO_CONTACT", CONTACT)
    return {
        "USER_AGENT": USER_AGENT.format(contact=contact),
        "ROBOTSTXT_OBEY": True,
        "CONCURRENT_REQUESTS": 4,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "DOWNLOAD_DELAY": source.delay,
        "RANDOMIZE_DOWNLOAD_DELAY": False,
        "DOWNLOAD_TIMEOUT": 60,
        "DOWNLOAD_MAXSIZE": LARGEST,
        "REDIRECT_MAX_TIMES": 8,
        "RETRY_TIMES": 2,
        "COOKIES_ENABLED": True,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_LEVEL": "WARNING",
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        },
        "DOWNLOADER_MIDDLEWARES": {
            "scrapers.guard.Guard": 50,
            "scrapers.recorder.Conditional": 500,
            "scrapers.recorder.Recorder": 950,
        },
        "DOWNLOAD_VERIFY_CERTIFICATES": not source.insecure_tls,
    }


def crawl(source: Source, home: Home) -> CrawlReport:
    """Crawls one source into the archive of the home. Runs Twisted's reactor: once per process."""
    started = datetime.now(UTC)
    stamp = started.strftime("%Y%m%dT%H%M%S%f")
    with ArchiveWriter(home, source.id, stamp) as writer:
        writer.write_source(json.dumps(asdict(source), ensure_ascii=False).encode())
        process = CrawlerProcess(settings(source), install_root_handler=False)
        crawler = process.create_crawler(ReportSpider)
        process.crawl(crawler, source=source, writer=writer)
        process.start()
        spider = crawler.spider
        assert isinstance(spider, ReportSpider)
        stats = crawler.stats
        assert stats is not None
        report = CrawlReport(
            source=source.id,
            started_at=started.isoformat(timespec="seconds"),
            finished_at=datetime.now(UTC).isoformat(timespec="seconds"),
            found=spider.found,
            new=spider.new,
            unchanged=spider.unchanged,
            requests=int(stats.get_value("downloader/request_count", 0) or 0),
            failures=tuple(spider.failures),
            reason=str(stats.get_value("finish_reason", "")),
        )
        if report.reason == "finished":
            writer.write_report(json.dumps(asdict(report), ensure_ascii=False).encode())
    return report


def _end_with_parent() -> None:
    """Stops this process when the one that started it is gone (a killed demo, say)."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


def main() -> None:
    """Reads {"source": ..., "home": ...} from standard input, prints the CrawlReport as JSON."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr)
    logging.getLogger("scrapy").setLevel(logging.WARNING)
    _end_with_parent()
    job = json.load(sys.stdin)
    report = crawl(SOURCE.validate_python(job["source"]), Home(job["home"]))
    sys.stdout.write(json.dumps(asdict(report), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
