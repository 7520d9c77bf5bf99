"""Lists that a script shows: their links stand literally in it, as records with a title and an
address, as HTML in a string, or behind an address that it names (and whose answer is such again).

Only what stands there is read; nothing is run.
"""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from scrapers.literals import value_of, variables
from scrapers.page import Link, Page, unique
from scrapers.words import is_look_alike, is_report, undecided

RECORD = re.compile(r"\{[^{}]{8,4000}\}")
FIELD = re.compile(
    r"""["']?\b(\w+)["']?\s*[:=]\s*(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')"""
)
ANCHOR = re.compile(r"<a\b[^<>]{1,2000}>.{0,2000}?</a\s*>", re.IGNORECASE | re.DOTALL)
ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
ADDRESS = re.compile(r"^(?:https?:)?//\S+$|^\.{0,2}/\S+$|^[\w\-./%]+\.\w{2,6}(?:\?\S*)?$")
NAMED_SO = re.compile(r"url|href|link|path|src", re.IGNORECASE)
PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|css|js|ico)(?:$|\?)", re.IGNORECASE)
CALLS = re.compile(
    r"""(?:\$|jQuery|axios|fly|http|service)\s*\.\s*(?:getJSON|get|post|ajax)\s*\(|\bfetch\s*\("""
    r"""|\.load\s*\(|\burl["']?\s*:|\.open\s*\(\s*["'](?:GET|POST)["']\s*,""",
    re.IGNORECASE,
)
COUNTER = re.compile(r"^(?:cur(?:rent)?_?)?page(?:_?(?:no|num|index|number))?$|^p$", re.IGNORECASE)
ENDPOINT = "endpoint"
MOST_ENDPOINTS = 3


def fragments(page: Page) -> list[Page]:
    """The links that stand in the page's scripts, or in the answer to one, as one page of their
    own."""
    text = page.text if is_data(page.text) else page.scripts
    found = unique((*_in_records(page, text), *_in_markup(page, text)))
    rows = [
        f'<li><a href="{escape(link.url)}">{escape(link.text)}</a></li>'
        for link in found
        if not PICTURE.search(link.url)
    ]
    return [page.part(f"<ul>{''.join(rows)}</ul>")] if rows else []


def endpoints(page: Page) -> list[Link]:
    """The addresses that the page's scripts ask, where they stand there literally; after an answer
    with records, the same address with the next number of its page."""
    if is_data(page.text):
        return _next_answer(page)
    names = variables(page.scripts)
    found = []
    for call in CALLS.finditer(page.scripts):
        address = value_of(page.scripts[call.end() : call.end() + 400], names)
        link = page.link(address, ENDPOINT) if address else None
        if link and _is_here(page, link) and not PICTURE.search(link.url):
            found.append(link)
    return unique(found)[:MOST_ENDPOINTS]


def is_data(text: str) -> bool:
    """Whether a text is JSON, or a call with JSON (JSONP), and no page."""
    return re.match(r"\ufeff?\s*(?:[\w.$]{1,60}\s*\(\s*)?[\[{]", text) is not None


def _in_records(page: Page, text: str) -> Iterator[Link]:
    for record in _records(text):
        texts = [value.strip() for value in record.values()]
        title = next((t for t in texts if is_report(t)), "") or next(
            (t for t in texts if undecided(t) and not is_look_alike(t)), ""
        )
        addresses = [(n, v.strip()) for n, v in record.items() if ADDRESS.match(v.strip())]
        addresses.sort(key=lambda pair: NAMED_SO.search(pair[0]) is None)
        link = page.link(addresses[0][1], " ".join(title.split())) if addresses and title else None
        if link:
            yield link


def _records(text: str) -> Iterator[dict[str, str]]:
    """The records of a script or an answer: names and their strings, in order."""
    try:
        yield from _walked(json.loads(text.lstrip("\ufeff")))
    except (ValueError, RecursionError):
        for found in RECORD.finditer(text):
            pairs = FIELD.findall(found[0])
            yield {name: _unescaped(double or single) for name, double, single in pairs}


def _walked(whole: Any) -> Iterator[dict[str, str]]:  # noqa: ANN401 - any JSON
    stack = [whole]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield {str(name): text for name, text in value.items() if isinstance(text, str)}
            stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _in_markup(page: Page, text: str) -> Iterator[Link]:
    anchors = ANCHOR.findall(_unescaped(text) if "\\" in text else text)
    if anchors:
        yield from page.part("<div>" + "\n".join(anchors) + "</div>").links


def _unescaped(text: str) -> str:
    plain = {"n": "\n", "t": "\t", "r": "\r"}
    return ESCAPED.sub(
        lambda m: chr(int(m[1], 16)) if m[1] else plain.get(m[2], str(m[2])),
        text,
    )


def _next_answer(page: Page) -> list[Link]:
    parts = urlsplit(page.url)
    query = parse_qsl(parts.query, keep_blank_values=True)
    counters = [name for name, value in query if COUNTER.match(name) and value.isdigit()]
    if not counters or not any(_records(page.text)):
        return []
    following = [(n, str(int(v) + 1) if n == counters[0] else v) for n, v in query]
    link = page.link(parts._replace(query=urlencode(following)).geturl(), ENDPOINT)
    return [link] if link else []


def _is_here(page: Page, link: Link) -> bool:
    return urlsplit(link.url).netloc == urlsplit(page.url).netloc
