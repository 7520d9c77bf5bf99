"""One request at a time per host, with the delay between the end of one answer and the start of the
next request, longer where robots.txt asks for it or the host is under strain.

A host is its name with its port. Scrapy's own downloader counts the delay from start to start, so
that a slow answer would be followed by the next request at once.
"""

from collections.abc import Callable, Coroutine
from time import monotonic
from typing import Any, cast
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.core.downloader import Downloader, Slot
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

# The last bytes of an answer come here before the host has done with sending it: never less than
# the delay, as the host sees it.
MARGIN = 0.02
SHARE = 0.03
DEFAULT_PORTS = {"http": 80, "https": 443}


def host_of(url: str) -> str:
    """The host of an address with its port, where that is not the scheme's own."""
    parts = urlsplit(url)
    port = parts.port
    host = (parts.hostname or "").lower()
    return host if port in (None, DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{port}"


class PoliteDownloader(Downloader):
    """Scrapy's downloader with that delay. A new host waits it too: the crawl before, or one that
    was killed, may have asked there a moment ago."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        timed = self._timed(self.handlers.download_request_async)
        self.handlers.download_request_async = timed  # type: ignore[method-assign, assignment]

    def get_slot_key(self, request: Request) -> str:
        return host_of(request.url)

    def _get_slot(self, request: Request, spider: Spider | None = None) -> tuple[str, Slot]:
        is_new = self.get_slot_key(request) not in self.slots
        key, slot = super()._get_slot(request, spider)
        if is_new:
            slot.lastseen = monotonic()
        return key, slot

    def _timed(
        self, download: Callable[[Request], Coroutine[Any, Any, Response]]
    ) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def timed(request: Request) -> Response:
            try:
                return await download(request)
            finally:
                slot = self.slots.get(self.get_slot_key(request))
                if slot is not None:
                    slot.lastseen = monotonic() + MARGIN + SHARE * slot.delay

        return timed

    def pause(self, url: str, seconds: float) -> None:
        """Lets a host rest for so long from now."""
        slot = self.slots.get(host_of(url))
        if slot is not None:
            slot.lastseen = max(slot.lastseen, monotonic() + seconds - slot.delay)

    def slow_down(self, url: str, delay: float) -> None:
        """Raises the delay of a host for the rest of the crawl."""
        key = host_of(url)
        known = self.per_slot_settings.setdefault(key, {"concurrency": 1, "delay": self._delay})
        known["delay"] = max(known["delay"], delay)
        if key in self.slots:
            self.slots[key].delay = max(self.slots[key].delay, delay)


class OnceHandler(HTTP11DownloadHandler):
    """Scrapy's handler without the habit of its connections to ask again, at once and unseen by
    everyone, where a host closes one without an answer."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pool.retryAutomatically = False


def downloader_of(crawler: Crawler) -> PoliteDownloader:
    """The downloader of a running crawler."""
    assert crawler.engine is not None
    return cast(PoliteDownloader, crawler.engine.downloader)
