"""The day on which a report was published."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from extractors.document import Document, Grid
from extractors.identity.opening import first_heading
from extractors.reading import Evidence
from extractors.words.titles import DIGITS, ELSEWHERE, FIRST_LAW

# Behind a date: no further digit but a time's, no end of a span (2022年2月1日至8日).
SPAN = r"(?!\d(?!\d?:\d)|\s*日?\s*(?:[至到~—–]|-\s*(?:20\d\d|\d{1,2}\s*月)))"
FULL_DATE = r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})" + SPAN
DAY_FIRST = r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d{2})" + SPAN
UNDIVIDED = r"(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)" + SPAN
CALLED = r"(?:[时時]\s*[间間]|日\s*期)\s*:?"
OPENS = r"\s*[\[（(【〔]?\s*"
RELEASED = (
    r"(?:(?:[发發]\s*[布佈]|公\s*[开開]|公\s*布|发\s*稿|发\s*表|添\s*加)"
    rf"\s*(?:{CALLED}|:)|(?<![\u4e00-\u9fff])发布于\s*:?){OPENS}"
)
# The day of a paper, which may be the page's.
SENT = rf"发\s*文\s*(?:{CALLED}|:){OPENS}"
ALONE = (
    rf"^[\s\[（(【]*{FULL_DATE}(?:\s*日)?(?:\s*\d{{1,2}}\s*:\s*\d{{2}}(?::\d{{2}})?)?"
    r"[\s\]）)】|]*(?:(?:来源|信息来源|浏览|访问|作者|字号|点击|阅读|打印|分享|更新|编辑|责任编辑).*)?$"
)
# Time or day, by itself or with how a page came to be; of other words (公示时间, 采集时间) it is
# another day.
UNTOLD = rf"(?:(?<![\u4e00-\u9fff])|录入|上传|上网|入库|印发|签发|编辑|提交|信息|文章|报告){CALLED}"
# What a date is called, the day of publication first, and other days last.
DATED = tuple(
    re.compile(pattern)
    for pattern in (
        RELEASED + FULL_DATE,
        RELEASED + DAY_FIRST,
        RELEASED + UNDIVIDED,
        SENT + FULL_DATE,
        UNTOLD + OPENS + FULL_DATE,
        UNTOLD + OPENS + DAY_FIRST,
        UNTOLD + OPENS + UNDIVIDED,
        ALONE,
        rf"^(?:来源|信息来源|作者|浏览)\s*:?.{{0,40}}?\s{FULL_DATE}",
        rf"(?<!页面)(?<!本页)(?<!网页)(?:成文|生成|更新|[填制]表|填报)\s*{CALLED}{OPENS}{FULL_DATE}",
    )
)
YEAR = re.compile(r"(?:19|20)\d\d")
LABEL, LONGEST_LABEL = re.compile(rf".{{0,8}}{CALLED}$"), 20
# 二〇二二年一月十九日.
CHINESE = re.compile(
    r"(?P<y>二[〇○零ＯOo0一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月"
    r"(?P<d>[一二三四五六七八九十]{1,3})日"
)
# What may say when a page was published: tables of metadata, a line of the page's head, a short one
# further down.
METADATA, MOST_ROWS, LONGEST, SHORT = 4, 12, 120, 60


def find_published(document: Document) -> tuple[str | None, list[Evidence]]:
    """The publication date as YYYY-MM-DD, from a labelled date, a metadata table, a meta tag, or a
    date alone on a line."""
    for texts in _dated_texts(document):
        plain = {text: own for text in texts if YEAR.search(own := _plain(text))}
        for pattern in DATED:
            for text, own in plain.items():
                if (match := pattern.search(own)) and (date := _date(match)):
                    return date, [Evidence("published_on", date, "text", text[:80])]
    for name, hint in document.hints:
        if name == "date" and (match := re.search(FULL_DATE, hint)) and (date := _date(match)):
            return date, [Evidence("published_on", date, "hint", hint)]
    return None, []


def _dated_texts(document: Document) -> tuple[list[str], list[str]]:
    """The short texts above the first heading, metadata tables among them, and those below it."""
    tables = [grid for grid in document.grids[:METADATA] if grid.height <= MOST_ROWS]
    grids = [text for grid in tables for text in _rows(grid)]
    texts = [p.text for p in document.paragraphs]
    headed = first_heading(texts)
    opening = len(texts) if headed is None else headed
    own = ["" if p.is_link or ELSEWHERE.search(p.text) else p.text for p in document.paragraphs]
    above, below = own[:opening], own[opening:]
    return [*grids, *(t for t in above if len(t) <= LONGEST)], [t for t in below if len(t) <= SHORT]


def _rows(grid: Grid) -> Iterator[str]:
    """The rows of a table as texts, and its labels of dates with the cells below them."""
    for row in range(grid.height):
        yield " ".join(cell.text for cell in grid.row(row))
    for upper, lower in pairwise(range(grid.height)):
        for cell in grid.row(upper):
            is_label = len(cell.text) <= LONGEST_LABEL and LABEL.match(_plain(cell.text))
            if is_label and (below := grid.at(lower, cell.column)) is not None:
                yield f"{cell.text} {below.text}"


def _plain(text: str) -> str:
    """In one width, and a date in Chinese numerals in digits."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFKC", text).replace("年元月", "年1月")
    return CHINESE.sub(_in_digits, plain)


def _in_digits(match: re.Match[str]) -> str:
    return f"{match['y'].translate(DIGITS)}年{_number(match['m'])}月{_number(match['d'])}日"


def _number(numeral: str) -> int:
    """A Chinese numeral below hundred: 十九, 二十一."""
    tens, ten, ones = numeral.rpartition("十")
    return int((tens or "1").translate(DIGITS)) * 10 * bool(ten) + int(
        (ones or "0").translate(DIGITS)
    )


def _date(match: re.Match[str]) -> str | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not (year >= FIRST_LAW and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
