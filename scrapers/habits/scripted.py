"""Pages that a script counts: TRS createPageHTML(n, i, "index", "html") and ucap
createPageHTML('page_div', n, i, 'index', 'shtml', total), the numbers in quotes at some sites.

TRS counts from 0 (index.html, index_1.html), ucap from 1 (index.shtml, index_2.shtml). Both tell
how many pages there are and which one this is; only the next one is asked, since each page tells
again.
"""

import re

from scrapers.page import Link, Page

CALL = re.compile(r"create_?Page(?:HTML)?\s*\(([^()]*)\)", re.IGNORECASE)
DEFINED = re.compile(r"function\s*$")
VARIABLE = re.compile(r"\b(?:var\s+)?(\w+)\s*=\s*(\d+)\s*(?=[;,/\n]|$)", re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
SUFFIX = re.compile(r"^\.?[a-z]{3,5}$")


def next_pages(page: Page) -> list[Link]:
    """The page after this one; empty on the last."""
    script = COMMENT.sub("", page.scripts)
    numbers = dict(VARIABLE.findall(script))
    for call in CALL.finditer(script):
        if DEFINED.search(script[: call.start()]):
            continue
        name = _next(_values(call.group(1), numbers))
        link = page.link(name, "createPageHTML") if name else None
        if link:
            return [link]
    return []


def _values(arguments: str, numbers: dict[str, str]) -> list[str | int]:
    """The arguments of a call, variables looked up."""
    values: list[str | int] = []
    for argument in arguments.split(","):
        bare = argument.strip()
        text = bare.strip("'\"`")
        known = numbers.get(bare, text)
        values.append(int(known) if known.isdigit() else known)
    return values


def _next(values: list[str | int]) -> str:
    """The file name of the next page; "" where the call is none of ours or this is the last."""
    is_ucap = bool(values) and isinstance(values[0], str)
    rest = values[1:] if is_ucap else values
    match rest:
        case [int(pages), int(current), str(stem), str(suffix), *_] if SUFFIX.match(suffix):
            following = current + 1
            last = pages if is_ucap else pages - 1
            return f"{stem}_{following}.{suffix.lstrip('.')}" if following <= last else ""
        case _:
            return ""
