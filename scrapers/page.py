"""A page as the crawl sees it: its links, its visible text, its scripts."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from lxml import etree
from w3lib.url import safe_url_string

from extractors.charset import decode
from extractors.document import UnreadableError
from extractors.html.reader import parse_html
from extractors.sniff import looks_like_html

UNSEEN = frozenset(("script", "style", "noscript", "template", "head", "title", "select"))
CUT = re.compile(r"(?:\.{2,}|…+)\s*$")
LITERAL = re.compile(
    r"""['"]((?:https?://|\.{0,2}/|\?)[^'"\s<>]+|[\w\-./]+\.\w{2,6}(?:\?[^'"\s]*)?)['"]"""
)
SESSION = re.compile(r";jsessionid=[^?#/]*", re.IGNORECASE)
# Where a reader came from; no page depends on it.
TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|spm|isappinstalled)=[^&]*", re.IGNORECASE)
OWN_PORTS = {"http": ":80", "https": ":443"}
ELSEWHERE = ("data-href", "data-url", "data-link")
CLICKED = ("li", "tr", "td", "dd", "div", "span", "p")
# A list without a page around it: an answer to a script.
MARKUP = re.compile(rb"<record>|^\s*<(?:ul|li|ol|a|dl|meta|script|!--)\b", re.IGNORECASE)
ROWS = frozenset(("li", "tr", "dd", "p"))
LONGEST_ROW = 120


@dataclass(frozen=True)
class Link:
    """A link: its absolute address, its full text (the `title` where that is cut), the text of
    the row it stands in, its class, the charset that its query is written in, and the method by
    which it is asked (POST: with its query as a form, too)."""

    url: str
    text: str
    row: str = ""
    style: str = ""
    charset: str = "utf-8"
    method: str = "GET"


@dataclass(frozen=True)
class Page:
    """A page of HTML. `base` is where its links start from, if not its own address."""

    url: str
    text: str
    charset: str = "utf-8"
    base: str = ""

    @classmethod
    def of(cls, url: str, data: bytes, base: str = "") -> "Page":
        """The page that bytes hold."""
        text, charset, _ = decode(data)
        # Addresses are never written in UTF-16.
        return cls(url, text, "utf-8" if charset.startswith("utf-16") else charset, base)

    @cached_property
    def root(self) -> etree._Element | None:
        """The parsed page, None where there is nothing to parse."""
        try:
            return parse_html(self.text)
        except UnreadableError:
            return None

    @cached_property
    def starts_from(self) -> str:
        """The address that relative links start from."""
        start = self.base or self.url
        for element in self.elements("base"):
            return urljoin(start, element.get("href") or "")
        return start

    def elements(self, *tags: str) -> Iterator[etree._Element]:
        """The elements of these names, in order."""
        if self.root is not None:
            yield from self.root.iter(*tags)

    def absolute(self, address: str) -> str | None:
        """The absolute http(s) address of a link of the page; None for anything else."""
        address = address.strip()
        if not address or address.startswith(("#", "javascript:", "mailto:", "tel:", "data:")):
            return None
        try:
            parts = urlsplit(urljoin(self.starts_from, address))
            parts.port  # noqa: B018 - raises for an address that names no real port
        except ValueError:
            return None
        if parts.scheme not in ("http", "https") or not parts.hostname:
            return None
        query = TRACKING.sub("", parts.query).lstrip("&")
        netloc = parts.netloc.lower().removesuffix(OWN_PORTS[parts.scheme])
        path = SESSION.sub("", parts.path)
        clean = parts._replace(netloc=netloc, fragment="", path=path, query=query)
        return str(safe_url_string(clean.geturl(), self.charset))

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every http(s) link of the page, in order."""
        return tuple(self._links())

    def _links(self) -> Iterator[Link]:
        for anchor in self.elements("a", "area"):
            url = self.absolute(_address(anchor))
            if url:
                style = f"{anchor.get('class') or ''} {anchor.get('rel') or ''}"
                yield Link(url, _text(anchor), _row(anchor), style, self.charset)
        for element in self.elements(*CLICKED):
            url = self.absolute(_address(element)) if element.get("onclick") else None
            if url and next(element.iter("a"), None) is None:
                yield Link(url, _text(element)[:LONGEST_ROW], _row(element), charset=self.charset)

    def link(self, address: str, text: str = "") -> Link | None:
        """A link of the page that is no anchor."""
        url = self.absolute(address)
        return Link(url, text, charset=self.charset) if url else None

    @cached_property
    def visible(self) -> str:
        """The text that a reader of the page sees, white space squeezed."""
        return " ".join(" ".join(_seen(self.root, UNSEEN)).split()) if self.root is not None else ""

    @cached_property
    def prose(self) -> str:
        """The visible text outside links."""
        if self.root is None:
            return ""
        return " ".join(" ".join(_seen(self.root, UNSEEN | {"a"})).split())

    @cached_property
    def scripts(self) -> str:
        """The text of the page's own scripts."""
        return "\n".join(element.text or "" for element in self.elements("script"))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """What the page calls itself: its titles and first headings."""
        heads = self.elements("title", "h1", "h2")
        found = [" ".join("".join(head.itertext()).split()) for head in heads]
        metas = [m.get("content") or "" for m in self.elements("meta") if _names_title(m)]
        return tuple(text for text in (*metas, *found) if text)

    def part(self, fragment: str) -> "Page":
        """A fragment of the page as a page with the same addresses."""
        return replace(self, text=fragment, base=self.starts_from)


def is_page(data: bytes) -> bool:
    """Whether bytes are a page, or a part of one."""
    return looks_like_html(data) or MARKUP.search(data[:20_000]) is not None


def unique(links: Iterable[Link]) -> list[Link]:
    """Links by address, each at its first place."""
    found: dict[str, Link] = {}
    for link in links:
        found.setdefault(link.url, link)
    return list(found.values())


def _names_title(meta: etree._Element) -> bool:
    return (meta.get("name") or meta.get("property") or "").lower() in ("articletitle", "og:title")


def _address(anchor: etree._Element) -> str:
    """The address of an anchor; where that is a script, the literal address in it."""
    href = (anchor.get("href") or "").strip()
    if href and href != "#" and not href.lower().startswith("javascript:"):
        return href
    for name in ELSEWHERE:
        if anchor.get(name):
            return (anchor.get(name) or "").strip()
    for script in (href, anchor.get("onclick") or ""):
        found = LITERAL.search(script)
        if found:
            return found.group(1)
    return ""


def _text(anchor: etree._Element) -> str:
    text = " ".join("".join(anchor.itertext()).split())
    title = " ".join((anchor.get("title") or "").split())
    if title and (not text or CUT.search(text)):
        return title
    return text or " ".join((image.get("alt") or "") for image in anchor.iter("img")).strip()


def _row(anchor: etree._Element) -> str:
    for parent in anchor.iterancestors(*ROWS):
        text = " ".join("".join(parent.itertext()).split())
        return text if len(text) <= LONGEST_ROW else ""
    return ""


def _seen(element: etree._Element, passed_over: frozenset[str]) -> Iterator[str]:
    """Texts in order, iteratively: pages may nest thousands deep."""
    stack: list[tuple[str, etree._Element]] = [("in", element)]
    while stack:
        step, node = stack.pop()
        if step == "tail":
            yield node.tail or ""
            continue
        if not isinstance(node.tag, str) or node.tag in passed_over:
            continue
        yield node.text or ""
        for child in reversed(node):
            stack.append(("tail", child))
            stack.append(("in", child))
