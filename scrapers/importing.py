"""WARC files from elsewhere (a web archive's copy of a site that is gone) into the archive, by the
same rules as a crawl: what is a report, or a file that a report page links, is kept, with its own
date and address."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from archive.captures import Capture
from archive.records import ArchiveWriter, Exchange
from archive.warcs import responses
from extractors.sniff import looks_like_html
from scrapers.attachments import attachments, embedded
from scrapers.content import is_report_file, is_report_page, trouble
from scrapers.habits import listing
from scrapers.names import file_name
from scrapers.page import Page
from scrapers.words import is_look_alike


@dataclass
class Imported:
    """Counts of an import."""

    responses: int = 0
    new: int = 0
    known: int = 0
    passed_over: int = 0


@dataclass
class Named:
    """What the pages of the files say of addresses: {address: (text of the link, its page)}."""

    reports: dict[str, tuple[str, str]]
    files: dict[str, tuple[str, str]]


def import_warcs(
    paths: Iterable[Path], writer: ArchiveWriter, say: Callable[[str], None]
) -> Imported:
    """Takes the reports of WARC files into the archive of one source."""
    counts, files = Imported(), list(paths)
    named = Named({}, {})
    for path in files:
        for exchange in responses(path, writer.source, lambda _: None):
            _note(exchange, named)
    for path in files:
        for exchange in responses(path, writer.source, say):
            counts.responses += 1
            kept = _kept(exchange, named)
            if kept is None:
                counts.passed_over += 1
            elif writer.holds(kept):
                counts.known += 1
            else:
                capture = writer.add(kept)
                counts.new += not capture.is_revisit
                counts.known += capture.is_revisit
        say(f"{path}: {counts.responses} responses, {counts.new} kept so far")
    return counts


def _page(exchange: Exchange) -> Page | None:
    is_page = looks_like_html(exchange.payload)
    return Page.of(exchange.capture.url, exchange.payload) if is_page else None


def _note(exchange: Exchange, named: Named) -> None:
    page = _page(exchange)
    if page is None:
        return
    reports = listing(page).reports
    for link in reports:
        named.reports.setdefault(link.url, (link.text, page.url))
    if is_report_page(page) or len(reports) <= 1:
        known = page.url in named.reports or is_report_page(page)
        for link in (*attachments(page), *embedded(page)) if known else ():
            named.files.setdefault(link.url, (link.text, page.url))


def _kept(exchange: Exchange, named: Named) -> Exchange | None:
    """The exchange as it goes into the archive; None for what is no report."""
    capture, page = exchange.capture, _page(exchange)
    anchor, found_on = named.reports.get(capture.url) or named.files.get(capture.url) or ("", "")
    if page is not None:
        is_ours = is_report_page(page) or (
            capture.url in named.reports and trouble(page) is None and not listing(page).reports
        )
        return _with(exchange, "page", anchor, found_on, "") if is_ours else None
    name = file_name(_header(exchange, "content-disposition").encode("latin-1", "replace"))
    if not exchange.payload.strip() or is_look_alike(name):
        return None
    is_named = capture.url in named.reports or capture.url in named.files
    if is_named or is_report_file(exchange.payload):
        return _with(exchange, "attachment", anchor, found_on, name)
    return None


def _with(exchange: Exchange, kind: str, anchor: str, found_on: str, name: str) -> Exchange:
    capture: Capture = replace(
        exchange.capture, kind=kind, anchor=anchor, found_on=found_on, filename=name
    )
    return replace(exchange, capture=capture)


def _header(exchange: Exchange, name: str) -> str:
    return next((v for n, v in exchange.response_headers if n.lower() == name), "")
