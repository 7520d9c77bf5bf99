"""The plain list: links whose text names a report, and 下一页."""

import re

from scrapers.page import Link, Page
from scrapers.words import GENERIC, YEAR, is_look_alike, is_report, squeezed

NEXT = re.compile(
    r"^[\[【<《]?\s*(?:下一?页|下一頁|下页|后一?页|next(?:\s*page)?|下一[页頁]?[>›»]*|[>›»]{1,2})\s*[>›»\]】》]*$",
    re.IGNORECASE,
)
NEXT_STYLE = re.compile(r"(?:^|[\s_-])next(?:$|[\s_-])", re.IGNORECASE)


def reports(page: Page) -> list[Link]:
    """Links that name reports, or stand without a name of their own in a row that does."""
    return [link for link in page.links if is_report(link.text) or _row_tells(link)]


def _row_tells(link: Link) -> bool:
    """某局2023年政府信息公开工作年度报告 [查看]"""
    words = squeezed(link.text)
    speaks_not = not words or GENERIC.match(words) or YEAR.match(words)
    return bool(speaks_not) and is_report(link.row) and not is_look_alike(words)


def next_pages(page: Page) -> list[Link]:
    """The link to the next list page, by its text or its class."""
    return [
        link
        for link in page.links
        if NEXT.match(link.text) or (len(link.text) <= 4 and NEXT_STYLE.search(link.style))
    ]
