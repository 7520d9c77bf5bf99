"""Why an address could not be fetched, in words that say what to do."""

from scrapy.exceptions import DownloadCancelledError, IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from scrapers.backoff import REFUSING, Left
from scrapers.certificates import is_about_certificate

FORBIDDEN = "Forbidden by robots.txt"  # as Scrapy says it
GONE = frozenset((404, 410))


def failure_of(url: str, error: BaseException | None) -> tuple[str, str]:
    """(check, message) for an error of the downloader or its middlewares."""
    if isinstance(error, HttpError):
        status = error.response.status
        if status in GONE:
            return (
                "missing_page",
                f"{url} answered {status}; the list names it, so look there again",
            )
        if status in REFUSING:
            return "blocked", f"{url} answered {status}; look with a browser, ask less or later"
        return "http_error", f"{url} answered {status}; look there again"
    if isinstance(error, Left):
        return "blocked", f"{url}: {error}"
    if isinstance(error, DownloadCancelledError) or "exceeded DOWNLOAD_MAXSIZE" in str(error):
        return "too_large", f"{url} is larger than a report can be, so it was not kept"
    what = f"{type(error).__name__}: {error}"
    if is_about_certificate(error):
        return "tls", (
            f"{url} can't prove that it is its host ({what}); look with a browser, and if that is"
            " the agency's own neglect, give the source insecure_tls with the reason"
        )
    if isinstance(error, IgnoreRequest):
        message = str(error) or FORBIDDEN
        message = f"not asked: {message}" if message == FORBIDDEN else message
        is_loop = "circle" in message or "max redirections" in message
        return ("redirect_loop" if is_loop else "refused"), f"{url}: {message}"
    return "fetch_failed", f"{url} could not be fetched ({what})"
