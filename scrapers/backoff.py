"""Stepping back from a host that asks for it: 403, 412, 429, 503 and everything that a tired host
does. Retries are few, each after a longer rest; a host that goes on refusing is left alone."""

from collections import Counter
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest, ResponseDataLossError
from scrapy.http import Response
from scrapy.settings import BaseSettings

from scrapers.certificates import is_about_certificate
from scrapers.cut import UNENDED
from scrapers.politeness import downloader_of, host_of

REFUSING = frozenset((403, 412, 429))
TIRED = frozenset((408, 429, 500, 502, 503, 504, 522, 524))
RETRIES = {403: 1, 412: 1}
RETRIES_SLOW = 1  # each costs the whole of the time that an answer may take
RETRIES_ELSE = 3
SHORTEST = 1.0
LONGEST = 120.0
DELAYS = 4.0
MOST_REFUSALS = 8


class Left(IgnoreRequest):
    """A host is no longer asked in this crawl, since it refuses everything."""


class Backoff(RetryMiddleware):
    """Takes the place of Scrapy's retries."""

    def __init__(self, settings: BaseSettings) -> None:
        super().__init__(settings)
        self.refusals: Counter[str] = Counter()

    def process_request(self, request: Request) -> None:
        host = host_of(request.url)
        if self.refusals[host] >= MOST_REFUSALS:
            raise Left(f"not asked: {host} refused {MOST_REFUSALS} addresses one after another")

    def process_response(
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002
    ) -> Request | Response:
        host = host_of(request.url)
        cut = request.meta.pop("cut", "")
        if cut:
            # The same body twice was not cut: the site's pages lack their end.
            is_habit = cut == UNENDED and request.meta.get("cut_at") == len(response.body)
            request.meta["cut_at"] = len(response.body)
            again = None if is_habit else self._again(request, cut, "")
            if again is None and cut != UNENDED:
                raise ResponseDataLossError(cut)
            return again or response
        if response.status not in REFUSING | TIRED:
            self.refusals[host] = 0
            return response
        wait = _text(response.headers.get("Retry-After"))
        again = self._again(
            request, f"answered {response.status}", wait, RETRIES.get(response.status, RETRIES_ELSE)
        )
        if again is None and response.status in REFUSING:
            self.refusals[host] += 1
        return again or response

    def process_exception(
        self,
        request: Request,
        exception: Exception,
        spider: Spider | None = None,  # noqa: ARG002
    ) -> Request | None:
        if not isinstance(exception, self.exceptions_to_retry) or is_about_certificate(exception):
            return None
        most = RETRIES_SLOW if isinstance(exception, DownloadTimeoutError) else RETRIES_ELSE
        return self._again(request, type(exception).__name__, "", most)

    def _again(
        self, request: Request, reason: str, wait: str, most: int = RETRIES_ELSE
    ) -> Request | None:
        """The request once more, its host resting until then; None where that is enough."""
        tried = int(request.meta.get("retry_times", 0))
        downloader = downloader_of(self.crawler)
        delay = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        rest = max(SHORTEST, DELAYS * delay) * 2**tried
        downloader.pause(request.url, min(LONGEST, max(rest, asked_wait(wait))))
        if tried >= most:
            return None
        return self._retry(request.replace(meta={**request.meta, "max_retry_times": most}), reason)


def asked_wait(value: str, now: datetime | None = None) -> float:
    """The seconds that a Retry-After header asks for, as a number or a date; 0 for none."""
    if not value:
        return 0.0
    if value.strip().isdigit():
        return float(value)
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return 0.0
    then = then if then.tzinfo else then.replace(tzinfo=UTC)
    return max(0.0, (then - (now or datetime.now(UTC))).total_seconds())


def _text(value: bytes | None) -> str:
    return value.decode("latin-1") if value else ""
