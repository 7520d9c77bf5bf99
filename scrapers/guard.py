"""Where a crawl may go: only to the source's own hosts, never to an address inside a network
unless the source itself names it."""

import ipaddress
import socket
from functools import cached_property
from typing import Protocol, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from archive.records import ArchiveWriter
from scrapers.sources import Source


class Crawling(Protocol):
    """What the middlewares need of the spider."""

    source: Source
    writer: ArchiveWriter


def spider_of(crawler: Crawler) -> Crawling:
    """The spider that a crawler runs, known to middlewares before the first request."""
    return cast(Crawling, crawler.spider)


class Guard:
    """Downloader middleware that refuses requests, redirected ones too, before they are sent."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._inside: dict[str, bool] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Guard":
        """Scrapy's way to make one; the spider knows its source."""
        return cls(spider_of(crawler).source)

    @cached_property
    def own_hosts(self) -> frozenset[str]:
        """Hosts that the source's own addresses name; the operator vouches for these."""
        return frozenset(urlsplit(url).hostname or "" for url in self.source.urls)

    def process_request(self, request: Request) -> None:
        reason = self.refusal(request.url)
        if reason:
            raise IgnoreRequest(reason)

    def refusal(self, url: str) -> str:
        """Why an address is not asked, "" where it may be."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return f"not asked: {parts.scheme} is no web address"
        if parts.netloc.lower() not in self.source.allowed_hosts:
            return f"not asked: {parts.netloc} is no host of the source {self.source.id}"
        host = parts.hostname or ""
        if host not in self.own_hosts and self.is_inside(host):
            return f"not asked: {host} is an address inside a private network"
        return ""

    def is_inside(self, host: str) -> bool:
        """Whether a host leads to a private, loopback or otherwise inner network."""
        if host not in self._inside:
            self._inside[host] = any(not _is_public(address) for address in _addresses(host))
        return self._inside[host]


def _addresses(host: str) -> list[str]:
    try:
        return [str(info[4][0]) for info in socket.getaddrinfo(host, None)]
    except OSError:
        return []


def _is_public(address: str) -> bool:
    return ipaddress.ip_address(address.split("%")[0]).is_global
