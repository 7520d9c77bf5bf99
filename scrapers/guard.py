"""Where a crawl may go: only to the source's own hosts, never to an address inside a network
unless the source itself is there."""

import ipaddress
from functools import cached_property
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.utils.defer import maybe_deferred_to_future

from archive.records import ArchiveWriter
from scrapers.politeness import host_of
from scrapers.sources import Source
from scrapers.unfinished import Unfinished

MOST_VISITS = 2


class Crawling(Protocol):
    """What the middlewares need of the spider."""

    source: Source
    writer: ArchiveWriter
    unfinished: Unfinished


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
        """Hosts that the source's own addresses name."""
        return frozenset(urlsplit(url).hostname or "" for url in self.source.urls)

    @cached_property
    def allowed(self) -> frozenset[str]:
        """Hosts with their ports that may be asked."""
        named = (host_of(f"http://{host}") for host in self.source.hosts)
        return frozenset((*map(host_of, self.source.urls), *named))

    async def process_request(self, request: Request) -> None:
        if request.meta.get("redirect_urls", []).count(request.url) >= MOST_VISITS:
            raise IgnoreRequest(f"not asked: {request.url} redirects in a circle")
        host = urlsplit(request.url).hostname or ""
        is_named = _literal(host) is None and not self._is_vouched_for(host)
        if is_named and host not in self._inside and host_of(request.url) in self.allowed:
            self._inside[host] = not _is_public(await _resolved(host))
        reason = self.refusal(request.url)
        if reason:
            raise IgnoreRequest(reason)

    def refusal(self, url: str) -> str:
        """Why an address is not asked, "" where it may be."""
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https"):
            return f"not asked: {parts.scheme} is no web address"
        if host_of(url) not in self.allowed:
            return f"not asked: {parts.netloc} is no host of the source {self.source.id}"
        host = parts.hostname or ""
        if self._is_vouched_for(host) or (_literal(host) and self._is_source_inside):
            return ""
        if self.is_inside(host):
            return f"not asked: {host} is an address inside a private network"
        return ""

    def _is_vouched_for(self, host: str) -> bool:
        """Whether the source's own addresses name a host that is plainly meant to lie inside: a
        literal address, or a name such as localhost. A public name that leads inside is not."""
        return host in self.own_hosts and (_literal(host) is not None or "." not in host)

    @cached_property
    def _is_source_inside(self) -> bool:
        """Whether the source's own addresses are literal ones inside a network: then the literal
        ones beside them may be asked too. A name that leads inside never is."""
        return any((own := _literal(host)) and not own.is_global for host in self.own_hosts)

    def is_inside(self, host: str) -> bool:
        """Whether a host leads to a private, loopback or otherwise inner network; a name that was
        not looked up counts as if it did."""
        literal = _literal(host)
        return not literal.is_global if literal else self._inside.get(host, True)


async def _resolved(host: str) -> str:
    """The address of a host, as the downloader will use it: the reactor's resolver keeps it.
    Raises CannotResolveHostError."""
    from twisted.internet import reactor

    running: Any = reactor
    try:
        return str(await maybe_deferred_to_future(running.resolve(host)))
    except OSError as error:
        raise CannotResolveHostError(str(error)) from error


def _literal(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_public(address: str) -> bool:
    return ipaddress.ip_address(address.split("%")[0]).is_global
