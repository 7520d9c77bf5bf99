"""What the links of a page are: reports, further list pages, attachments, or nothing to us."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml import etree

from extractors.document import UnreadableError
from extractors.html import parse_html

REPORT = re.compile(
    r"信息公开.*?(?:年度报告|年报|工作报告|情况报告|年度工作报告|年度总结报告)|(?:19|20)\d{2}年?度?(?:政府)?信息公开年?报告?"
)
LOOK_ALIKE = re.compile(r"解读|通知|通报|总结|指南|三公|目录|制度|考核|方案|办法|说明会|图解|编制")
NEXT = re.compile(r"^\s*(?:下一?页|下页|后一?页|next|[>›»]{1,2})\s*$", re.IGNORECASE)
FILE = re.compile(r"\.(?:pdf|docx?|wps|xlsx?|txt|rtf|ofd|zip)(?:$|\?)", re.IGNORECASE)
CUT = re.compile(r"(?:\.{2,}|…+)\s*$")


@dataclass(frozen=True)
class Link:
    """A link with its absolute address and its full text (the `title` where the text is cut)."""

    url: str
    text: str


def links(body: str, base: str) -> Iterator[Link]:
    """Every http(s) link of a page, in order, fragments dropped."""
    try:
        root = parse_html(body)
    except UnreadableError:
        return
    for anchor in root.iter("a"):
        href = (anchor.get("href") or "").strip()
        url = _absolute(href, base)
        if url:
            yield Link(url, _text(anchor))


def _absolute(href: str, base: str) -> str | None:
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
        return None
    try:
        parts = urlsplit(urljoin(base, href))
    except ValueError:
        return None
    return parts._replace(fragment="").geturl() if parts.scheme in ("http", "https") else None


def _text(anchor: etree._Element) -> str:
    text = " ".join("".join(anchor.itertext()).split())
    title = " ".join((anchor.get("title") or "").split())
    return title if title and (not text or CUT.search(text)) else text


def is_report(text: str) -> bool:
    """Whether a link text names an annual report, and not something about one."""
    squeezed = re.sub(r"\s+", "", text)
    return bool(REPORT.search(squeezed)) and not LOOK_ALIKE.search(squeezed)


def report_links(body: str, base: str) -> list[Link]:
    """The links of a list page that name annual reports."""
    return [link for link in links(body, base) if is_report(link.text)]


def next_pages(body: str, base: str) -> list[Link]:
    """The link to the next list page, by its text (下一页)."""
    return [link for link in links(body, base) if NEXT.match(link.text)]


def attachments(body: str, base: str) -> list[Link]:
    """The files that a page links, those about something else left out."""
    return [
        link
        for link in links(body, base)
        if FILE.search(urlsplit(link.url).path) and not LOOK_ALIKE.search(link.text)
    ]
