"""robots.txt: its rules, its Crawl-delay, and what follows where it can't be had (RFC 9309: 4xx
allows everything, 5xx and silence forbid everything)."""

from typing import Any

from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response
from scrapy.robotstxt import RobotParser

from extractors.charset import decode
from scrapers.politeness import downloader_of, host_of

AGENT = "nianbao"
LONGEST_DELAY = 60.0
FORBIDDEN = b"User-agent: *\nDisallow: /\n"


class Robots(RobotsTxtMiddleware):
    """Scrapy's middleware, obeying Crawl-delay and unreachable hosts."""

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        why = getattr(rp, "unreachable", "")
        if why:
            message = f"not asked: robots.txt of {host_of(request.url)} can't be had ({why})"
            raise IgnoreRequest(message)
        super().process_request_2(rp, request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        status = response.status
        if status >= 500:
            response = response.replace(body=FORBIDDEN)
        elif status != 200:
            response = response.replace(body=b"")
        else:
            response = response.replace(body=decode(response.body)[0].encode())
        await super()._parse_robots(response, netloc, request)
        parser: Any = self._parsers[netloc]
        parser.unreachable = f"it answered {status}" if status >= 500 else ""
        delay = parser.crawl_delay(AGENT)
        if delay:
            downloader_of(self.crawler).slow_down(request.url, min(float(delay), LONGEST_DELAY))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, IgnoreRequest):  # refused by the guard or a loop: no rules to be had
            super()._robots_error(exc, netloc)
            return
        waiting: Any = self._parsers[netloc]
        parser: Any = self._parserimpl.from_crawler(self.crawler, FORBIDDEN)
        parser.unreachable = f"{type(exc).__name__}: {exc}"
        self._parsers[netloc] = parser
        waiting.callback(parser)
