"""What a page is by its content: a report, trouble (blocked, gone), or something else."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from extractors.document import Document, UnreadableError
from extractors.identity.opening import around_opening
from extractors.identity.titles import titles
from extractors.media import read_document
from scrapers.page import Page
from scrapers.words import LOOK_ALIKE, NAMED_SO, REPORT, is_look_alike, is_report, squeezed

TITLE_WITHIN = 3000
LEAST_WORDS = 2
LEAST_TEXT = 10
MOST_NAMED_IN_ONE = 2
PARTS = re.compile(r"\s*[_|｜>»—–]\s*|\s+-+\s*|-(?=[\u4e00-\u9fff])")
FIRST_HEADING = re.compile(r"[一1１][、.．](?:总体情况|总体概况|概述|概况|主动公开)")
CALLED = re.compile(
    r"(?:19|20)\d{2}年?度?[^。]{0,40}信息公[开開][^。]{0,20}(?:年报|年報|报告|報告)"
    r"|信息公[开開][^。]{0,12}(?:19|20)\d{2}年?度?[^。]{0,6}(?:年报|年報|报告|報告)"
    r"|本(?:年度)?(?:报告|年报)"
)
STATUTORY = (
    "总体情况",
    "主动公开",
    "申请",
    "行政复议",
    "行政诉讼",
    "存在的主要问题",
    "其他需要报告",
    "信息公开条例",
    "统计期限",
    "依申请公开",
    "收费",
)
# A guide to requests (指南) has headings on requests and fees too, but none of these.
ONLY_IN_REPORTS = (
    "其他需要报告",
    "收到和处理政府信息公开申请",
    "存在的主要问题及改进",
    "结转下年度",
)
TABLES = ("本年新收政府信息公开申请数量", "信息公开", "行政复议")
GONE = re.compile(
    r"(?<!\d)404(?!\d)|页面不存在|(?:内容|文章|信息|网页|栏目|文件|资源|页)[^。]{0,4}不存在|找不到|未找到|无法找到|已删除|已被删除|无法访问|not\s*found|已下线|页面丢失|迷路",
    re.IGNORECASE,
)
BLOCKED = re.compile(
    r"安全验证|人机验证|访问(?:过于)?频繁|访问被(?:拒绝|拦截|阻断)|拦截|滑动验证|请输入验证码|完成验证|访问受限|禁止访问|防火墙"
    r"|非法请求|可疑|正在检查|请开启\s*javascript|请启用\s*javascript|enable\s+javascript|access\s+denied|forbidden|captcha|checking\s+your\s+browser|just\s+a\s+moment",
    re.IGNORECASE,
)
CHALLENGE = re.compile(
    r"document\.cookie|\$_ts|acw_sc__v2|__jsl|_0x[0-9a-f]{4}|eval\(|challenge", re.IGNORECASE
)
LOGIN = re.compile(r"登录|登陆|用户名|统一身份认证|login|sign\s*in", re.IGNORECASE)
FRONT = re.compile(r"^/?(?:(?:index|default|home)\.\w+)?$", re.IGNORECASE)
SHORT = 800
EMPTY = 120
MOST_LINKS_OF_A_BLOCK = 10


@dataclass(frozen=True)
class Trouble:
    """Why a page is none: `check` is "blocked" or "soft_missing"."""

    check: str
    message: str


def is_report_page(page: Page) -> bool:
    """Whether the text of a page is an annual report: called so in its first lines, with the
    words that the law makes such a report use. Links don't count: every page of an agency has
    some to its reports."""
    if is_about(page):
        return False
    text = squeezed(page.prose)
    if all(words in text for words in TABLES):
        return True
    if sum(is_report(link.text) for link in page.links) > MOST_NAMED_IN_ONE:
        return False
    if (
        FIRST_HEADING.search(text)
        and sum(words in text for words in ONLY_IN_REPORTS) >= LEAST_WORDS
    ):
        return True
    is_called = any(is_report(part) for head in page.heads for part in PARTS.split(head))
    if not is_called and not CALLED.search(text[:TITLE_WITHIN]):
        return False
    if FIRST_HEADING.search(text):
        return True
    return "。" in text and sum(words in text for words in STATUTORY) >= LEAST_WORDS


def is_about(page: Page) -> bool:
    """Whether a page calls itself something about reports: an explanation, a notice."""
    return any(_is_about(head) for head in page.heads[:3])


def _is_about(head: str) -> bool:
    """Whether a heading names something about reports (解读), not the site's column of them."""
    words = NAMED_SO.sub("", squeezed(head))
    return bool(REPORT.search(words)) and LOOK_ALIKE.search(words) is not None


def is_report_file(data: bytes) -> bool:
    """Whether a file (PDF, DOCX, text) names itself an annual report in its first lines."""
    try:
        return _is_titled(read_document(data))
    except UnreadableError:
        return False


def is_other_file(data: bytes) -> bool:
    """Whether a file can be read and is something else: neither titled as a report nor with the
    tables or the words of one. A scan, or an old format, can't be told."""
    try:
        document = read_document(data)
    except UnreadableError:
        return False
    cells = (cell.text for grid in document.grids for cell in grid.cells)
    text = squeezed("".join((*(p.text for p in document.paragraphs), *cells)))
    has_words = sum(words in text for words in STATUTORY) >= LEAST_WORDS
    return len(text) >= LEAST_TEXT and not has_words and not _is_titled(document)


def _is_titled(document: Document) -> bool:
    found = titles(around_opening(document))
    return bool(found) and not is_look_alike(found[0].text)


def trouble(page: Page) -> Trouble | None:
    """What is wrong with a page that was answered with status 200; None for a page as it should
    be. Pages of the site's ordinary size are only doubted for what they call themselves."""
    text, heads = page.prose, " ".join(page.heads)
    if GONE.search(heads) and not REPORT.search(squeezed(heads)):
        return Trouble("soft_missing", f"says that there is no such page: {heads[:60]}")
    if len(text) > SHORT:
        return None
    if GONE.search(text) and not any(is_report(link.text) for link in page.links):
        return Trouble("soft_missing", f"says that there is no such page: {(heads or text)[:60]}")
    if REPORT.search(squeezed(page.visible)) or len(page.links) > MOST_LINKS_OF_A_BLOCK:
        return None
    if any((e.get("type") or "").lower() == "password" for e in page.elements("input")):
        return Trouble("blocked", "asks for a login")
    if LOGIN.search(heads):
        return Trouble("blocked", f"asks for a login: {heads[:60]}")
    if BLOCKED.search(heads + text):
        return Trouble("blocked", f"is a block page: {(heads or text)[:60]}")
    if len(text) < EMPTY and CHALLENGE.search(page.scripts):
        return Trouble("blocked", "is a script challenge without content")
    return None


def gone_home(url: str, is_redirected: bool) -> Trouble | None:
    """A report's address that redirects to the site's first page is one that is gone."""
    parts = urlsplit(url)
    if is_redirected and FRONT.match(parts.path) and not parts.query:
        return Trouble("soft_missing", "is the site's first page; the report is gone")
    return None
