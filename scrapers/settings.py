"""Scrapy's settings for one polite crawl."""

import os
from typing import Any

from scrapers.sources import Source

USER_AGENT = "nianbao/0.1 (research on open government information; contact: {contact})"
CONTACT = "see the operator's page, or block this agent in robots.txt"
LARGEST = 64 * 1024 * 1024
LONGEST_CRAWL = 6 * 3600  # seconds; the next night goes on from there


def settings(source: Source) -> dict[str, Any]:
    """One request at a time per host, with the source's delay; everything bounded."""
    contact = os.environ.get("NIANBAO_CONTACT", CONTACT)
    return {
        "USER_AGENT": USER_AGENT.format(contact=contact),
        "ROBOTSTXT_OBEY": True,
        "ROBOTSTXT_USER_AGENT": "nianbao",
        "DOWNLOADER": "scrapers.politeness.PoliteDownloader",
        "DOWNLOAD_HANDLERS": {
            **dict.fromkeys(("http", "https"), "scrapers.politeness.OnceHandler"),
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "SCHEDULER_MEMORY_QUEUE": "scrapy.squeues.FifoMemoryQueue",
        "DOWNLOAD_DELAY": source.delay,
        "DOWNLOAD_DELAY_JITTER": 0.0,
        "DOWNLOAD_TIMEOUT": 60,
        "CLOSESPIDER_TIMEOUT": LONGEST_CRAWL,
        "DOWNLOAD_MAXSIZE": LARGEST,
        "REDIRECT_MAX_TIMES": 8,
        "METAREFRESH_ENABLED": False,  # scrapers.forwarding sees them together with scripts
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
            "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
            "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
            "scrapers.robots.Robots": 100,
            "scrapers.recorder.Conditional": 500,
            "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,
            "scrapers.backoff.Backoff": 550,
            "scrapers.recorder.Recorder": 950,
        },
        "DOWNLOAD_VERIFY_CERTIFICATES": not source.insecure_tls,
    }
