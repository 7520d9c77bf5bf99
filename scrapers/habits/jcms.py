"""大汉 jcms: the list lies as records of HTML inside a script of type text/xml, further records
behind dataproxy.jsp.

The first page brings the records of three screens; the answers of dataproxy.jsp are such XML
again. Where the page names the next group itself (<nextgroup>), that address is taken. Some sites
only answer a POST: it is asked where the page's script says so, and where a GET brings no records.
"""

import re
from dataclasses import replace
from html import unescape
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from scrapers.page import Link, Page

RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.DOTALL)
NEXT_GROUP = re.compile(r"<nextgroup>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</nextgroup>", re.DOTALL)
HREF = re.compile(r"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
FIELD = re.compile(r"""["']?\b(\w+)["']?\s*[:=]\s*(?:["']([^"'\n]*)["']|(\d+))""")
TOTAL = re.compile(r"<totalrecord>\s*(\d+)\s*</totalrecord>", re.IGNORECASE)
PASSED_ON = ("col", "webid", "path", "columnid", "sourceContentType", "unitid", "webname")
GROUP = 3
POSTS = re.compile(r"""\btype["']?\s*:\s*["']post["']|\$\.post\b""", re.IGNORECASE)
NAMED, COUNTED = "nextgroup", "dataproxy"  # what the links to further records are called


def fragments(page: Page) -> list[Page]:
    """The records of a page, as one page of their own."""
    if "<record>" not in page.text:
        return []
    records = [r if "<" in r else unescape(r) for r in RECORD.findall(page.text)]
    return [page.part("<ul>" + "".join(records) + "</ul>")] if records else []


def next_groups(page: Page) -> list[Link]:
    """The address of the next records, empty where these were the last."""
    shown = len(RECORD.findall(page.text))
    if not shown:
        return []
    named = NEXT_GROUP.search(page.text)
    href = HREF.search(named.group(1)) if named else None
    if href:
        link = page.link(href.group(1).replace("&amp;", "&"), NAMED)
        return [link] if link else []
    address = _from_answer(page, shown) or _from_page(page, shown)
    link = page.link(address, COUNTED) if address else None
    if link and POSTS.search(page.scripts):
        link = replace(link, method="POST")
    return [link] if link else []


def _from_page(page: Page, shown: int) -> str:
    """The next group by the settings that the page gives its script."""
    fields = {name: text or number for name, text, number in FIELD.findall(page.scripts)}
    fields |= {name.lower(): value for name, value in fields.items()}
    total, size = fields.get("totalrecord", ""), fields.get("perpage", "")
    if not (total.isdigit() and size.isdigit()) or shown >= int(total) or not int(size):
        return ""
    last = min(shown + GROUP * int(size), int(total))
    query = {"startrecord": str(shown + 1), "endrecord": str(last), "perpage": size}
    query |= {name: fields[name.lower()] for name in PASSED_ON if fields.get(name.lower())}
    query.setdefault("appid", fields.get("appid", "1"))
    proxy = fields.get("proxyurl") or "/module/web/jpage/dataproxy.jsp"
    return f"{urljoin(page.starts_from, proxy)}?{urlencode(query)}"


def _from_answer(page: Page, shown: int) -> str:
    """The next group by the address of this one."""
    parts = urlsplit(page.url)
    query = dict(parse_qsl(parts.query))
    start, end = query.get("startrecord", ""), query.get("endrecord", "")
    if not (start.isdigit() and end.isdigit()):
        return ""
    total = TOTAL.search(page.text)
    first = int(start) + shown
    last = int(end) + (int(end) - int(start) + 1)
    if total and first > int(total.group(1)):
        return ""
    query |= {"startrecord": str(first), "endrecord": str(last)}
    return parts._replace(query=urlencode(query)).geturl()
