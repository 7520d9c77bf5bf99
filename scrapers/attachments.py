"""The files that a report page brings: linked, embedded, shown in a viewer or named in a script."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from scrapers.page import Link, Page, unique
from scrapers.words import is_look_alike

FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|txt|rtf|ofd|zip)$", re.IGNORECASE)
DOCUMENT = re.compile(r"\.(?:pdf|docx?|wps|ofd)$", re.IGNORECASE)
SERVLET = re.compile(
    r"down(?:load|file|attach)?|attach|annex|/fj|fileid|getfile|readfile|filedown", re.IGNORECASE
)
NAMED = re.compile(r"附件|附表|\.(?:pdf|docx?|wps|ofd|xlsx?)\b|下载", re.IGNORECASE)
SITE_FILES = re.compile(r"客户端|app|阅读器|软件|插件|浏览器", re.IGNORECASE)
IN_SCRIPT = re.compile(r"""["']([^"'\s<>]+\.(?:pdf|docx?|wps|ofd))["']""", re.IGNORECASE)
VIEWER = re.compile(r"viewer|pdfjs|preview", re.IGNORECASE)
VIEWER_FIELDS = ("file", "url", "src", "pdf", "path", "filepath", "fileurl")
MOST = 12
MOST_FRAMES = 3


def attachments(page: Page) -> list[Link]:
    """The files that a page links, those about something else left out."""
    return unique(_linked(page))[:MOST]


def embedded(page: Page) -> list[Link]:
    """The files that a page shows inside itself: viewers, objects, frames of documents, names in
    scripts. Only a page without a report of its own is worth looking into."""
    return unique([*_shown(page), *_scripted(page)])[:MOST]


def frames(page: Page) -> list[Link]:
    """The pages that a page shows in frames."""
    found = [page.link(f.get("src") or "") for f in page.elements("iframe", "frame")]
    return unique(f for f in found if f and not viewed(f.url))[:MOST_FRAMES]


def viewed(url: str) -> str:
    """The file that a viewer's address names (viewer.html?file=a.pdf), absolute; "" for none."""
    try:
        parts = urlsplit(url)
        fields = parse_qsl(parts.query) + parse_qsl(parts.fragment)
    except ValueError:
        return ""
    for name, value in fields:
        if name.lower() not in VIEWER_FIELDS or not value:
            continue
        is_served = VIEWER.search(parts.path) and SERVLET.search(value)
        if is_served or FILE.search(urlsplit(value).path):
            return urljoin(url, value)
    return ""


def _linked(page: Page) -> Iterator[Link]:
    for link in page.links:
        if is_look_alike(link.text):
            continue
        inner = viewed(link.url)
        if inner:
            inside = page.link(inner, link.text)
            if inside:
                yield inside
        elif _is_file(link):
            yield link


def _is_file(link: Link) -> bool:
    parts = urlsplit(link.url)
    if FILE.search(unquote(parts.path)) or FILE.search(unquote(parts.query)):
        return not SITE_FILES.search(link.text)
    is_served = SERVLET.search(f"{parts.path}?{parts.query}") is not None
    is_named = NAMED.search(link.text) is not None and not SITE_FILES.search(link.text)
    return is_named or (is_served and bool(parts.query))


def _shown(page: Page) -> Iterator[Link]:
    for element in page.elements("iframe", "frame", "embed", "object"):
        address = element.get("src") or element.get("data") or ""
        whole = page.link(address)
        if whole is None:
            continue
        inner = page.link(viewed(whole.url))
        if inner:
            yield inner
        elif element.tag in ("embed", "object") or FILE.search(urlsplit(whole.url).path):
            yield whole


def _scripted(page: Page) -> Iterator[Link]:
    for found in IN_SCRIPT.findall(page.scripts):
        address = viewed(urljoin(page.starts_from, found)) or found
        link = page.link(address) if DOCUMENT.search(urlsplit(address).path) else None
        if link:
            yield link
