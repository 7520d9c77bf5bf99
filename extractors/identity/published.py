"""The day on which a report was published."""

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from extractors.document import Document
from extractors.identity.dated_texts import dated_texts
from extractors.reading import Evidence
from extractors.words.title_lists import may_be_one
from extractors.words.titles import DIGITS, FIRST_LAW, Title

# Behind a date: no further digit but a time's, no end of a span (2022年2月1日至8日).
SPAN = r"(?!\d(?!\d?:\d)|\s*日?\s*(?:[至到~—–]|-\s*(?:20\d\d|\d{1,2}\s*月)))"
FULL_DATE = r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})" + SPAN
DAY_FIRST = r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>(?:19|20)\d{2})" + SPAN
UNDIVIDED = r"(?P<y>(?:19|20)\d{2})(?P<m>[01]\d)(?P<d>[0-3]\d)" + SPAN
# A label may stand in brackets: 【发布日期】.
CALLED = r"(?:[时時]\s*[间間]|日\s*期)\s*[\]）)】〕]?\s*:?"
OPENS = r"\s*[\[（(【〔]?\s*"
RELEASED = (
    r"(?:(?:[发發]\s*[布佈]|公\s*[开開]|公\s*布|发\s*稿|发\s*表|添\s*加)"
    rf"\s*(?:{CALLED}|:)|(?<![\u4e00-\u9fff])发布于\s*:?){OPENS}"
)
# The day of a paper, which may be the page's.
SENT = rf"发\s*文\s*(?:{CALLED}|:){OPENS}"
TIME = r"\s*\d{1,2}\s*:\s*\d{2}(?::\d{2})?"
# What follows a date in a page's head; behind the name of a body only with a mark.
BEHIND = r"(?:文章来源|来源|信息来源|浏览|访问|作者|字号|点击|阅读|打印|分享|更新|编辑|责任编辑)"
NAME = r"[\u4e00-\u9fff（）()]{2,24}"
ORGAN = rf"{NAME}(?<=[局委办厅府室院处站镇乡道县区市州馆会社队部所心])"
ALONE = (
    rf"^[\s\[（(【]*{FULL_DATE}(?:\s*日)?(?:{TIME})?[\s\]）)】|]*"
    rf"(?:{BEHIND}.*|{NAME}[\s|]*{BEHIND}[次数量]*\s*[:\[（(【].*|(?<=\d\s){ORGAN})?$"
)
SOURCE = (
    r"(?:(?:文章|信息|稿件|内容)?来源|稿源|作者|供稿|撰稿"
    r"|发布(?:机构|单位|者|人)|(?:责任)?编辑|浏览)"
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
        rf"^{SOURCE}\s*:?(?:.{{0,40}}?[^\s:])?\s+{FULL_DATE}",
        rf"(?<!页面)(?<!本页)(?<!网页)(?:成文|生成|更新|[填制]表|填报)\s*{CALLED}{OPENS}{FULL_DATE}",
    )
)
CHINA = timezone(timedelta(hours=8))
RELEASE, STRONG, OTHER_DAYS = DATED[:3], DATED[:-1], DATED[-1:]
YEAR = re.compile(r"(?:19|20)\d\d")
# 二〇二二年一月十九日.
CHINESE = re.compile(
    r"(?P<y>二[〇○零ＯOo0一二三四五六七八九]{3})年(?P<m>[一二三四五六七八九十]{1,2})月"
    r"(?P<d>[一二三四五六七八九十]{1,3})日"
)


def find_published(
    document: Document, titles: Sequence[Title]
) -> tuple[str | None, list[Evidence]]:
    """The publication date as YYYY-MM-DD, from a labelled date, a metadata table, a meta tag, or a
    date alone on a line. What stands nearest to the report's own title comes first: a page dates
    other texts, too."""
    lines = [title for title in titles if title.source == "line"]
    own = {title.text for title in lines if may_be_one(title, lines[0])}
    groups = dated_texts(document, own)
    for texts, patterns in (
        (groups.own, RELEASE),
        (groups.tables, RELEASE),
        (groups.own, STRONG),
        (groups.tables, STRONG),
        (groups.above, STRONG),
        ((*groups.own, *groups.tables, *groups.above), OTHER_DAYS),
        (groups.below, DATED),
    ):
        dated = {text: plain for text in texts if YEAR.search(plain := _plain(text))}
        for pattern in patterns:
            for text, plain in dated.items():
                if (match := pattern.search(plain)) and (date := _date(match)):
                    return date, [Evidence("published_on", date, "text", text[:80])]
    for name, hint in document.hints:
        moment = _in_china(hint) if name == "date" else ""
        if (match := re.search(FULL_DATE, moment)) and (date := _date(match)):
            return date, [Evidence("published_on", date, "hint", hint)]
    return None, []


def _in_china(moment: str) -> str:
    """A moment that says how far it is from Greenwich, as in China; any other text as it is. ""
    for one at the end of all time, which systems write for no date."""
    try:
        when = datetime.fromisoformat(moment.strip())
        return moment if when.tzinfo is None else when.astimezone(CHINA).isoformat()
    except ValueError:
        return moment
    except OverflowError:
        return ""


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
