"""The year that a report is about, and the day it was published."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.document import Document
from extractors.opening import first_heading
from extractors.reading import Evidence, Problem, Severity
from extractors.title_words import DIGITS, Title, squeezed

ARABIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)(?=年|年度|政府|政务|信息|[\u4e00-\u9fff]|$)"
)
CHINESE = re.compile(r"[二][〇○零ＯOo0一二三四五六七八九]{3}(?=年|政府|政务|信息)")
PERIOD = re.compile(
    r"(?:统计期限|统计时限|统计周期|统计时间|统计数据|所列数据|数据核定|时限|期限)[^。]{0,20}?(?P<year>(?:19|20)\d{2})年?(?:1月|11日|1日|度|至|起)"
    r"|报告期[:：]?(?P<term>(?:19|20)\d{2})[.年]"
    r"|从?自?(?P<range>(?:19|20)\d{2})年?1?月?1?日?起?至"
)
STATED = re.compile(r"(?P<year>(?:19|20)\d{2})(?:年度|年[，,以度我全共本底末是在主来]|年12月31日)")
YEARS_END = re.compile(r"(?P<year>(?:19|20)\d{2})年?(?!\d{1,2}月)")
FULL_DATE = r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})"
# What a date is called, the day of publication first, and other days last.
DATED = (
    re.compile(
        r"(?:(?:发布|公开|公布|发文|发稿|发表|添加)(?:(?:时间|日期)\s*[:：]?|\s*[:：])|^发布于)\s*"
        rf"{FULL_DATE}"
    ),
    re.compile(rf"(?<![文成新稿计止至期议])(?:时间|日期)\s*[:：]?\s*{FULL_DATE}"),
    re.compile(
        rf"^[\s\[（(【]*{FULL_DATE}(?:\s*日)?(?:\s*\d{{1,2}}\s*:\s*\d{{2}}(?::\d{{2}})?)?"
        r"[\s\]）)】|]*(?:(?:来源|信息来源|浏览|访问|作者|字号|点击).*)?$"
    ),
    re.compile(rf"^(?:来源|信息来源|作者|浏览)\s*[:：]?.{{0,40}}?\s{FULL_DATE}"),
    re.compile(rf"(?:成文|生成|更新)(?:时间|日期)\s*[:：]?\s*{FULL_DATE}"),
)
MONTH = re.compile(r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?")
FIRST_LAW = 2007
# What may say when a page was published: a line of the page's head, a short one further down.
LONGEST, SHORT = 120, 60


def find_year(
    document: Document, titles: Sequence[Title]
) -> tuple[int | None, list[Evidence], list[Problem]]:
    """(year, evidence, problems). The title's year counts first, then the period that the report
    says its figures cover, then the year that its first paragraphs speak of. Disagreement between
    titles, or between title and period, is a warning."""
    evidence = [*_from_titles(titles), *_from_text(document)]
    by_source = {
        source: [int(e.value) for e in evidence if e.source == source]
        for source in ("title", "period", "text")
    }
    problems = []
    said = list(dict.fromkeys(by_source["title"]))
    if len(said) > 1:
        text = f"the titles of the page say {' and '.join(map(str, said))}"
        problems.append(Problem("year", Severity.WARNING, text))
    title, period = by_source["title"][:1], by_source["period"][:1]
    if title and period and title != period:
        problems.append(
            Problem("year", Severity.WARNING, f"the title says {title[0]}, the period {period[0]}")
        )
    if title:
        return title[0], evidence, problems
    if period:
        return period[0], evidence, problems
    counted = Counter(by_source["text"]).most_common(2)
    if not counted or (len(counted) > 1 and counted[0][1] == counted[1][1]):
        first = by_source["text"][:1]
        return (first[0] if first else None), evidence, problems
    return counted[0][0], evidence, problems


def find_published(document: Document) -> tuple[str | None, list[Evidence]]:
    """The publication date as YYYY-MM-DD, from a labelled date, a metadata table, a meta tag, or a
    date alone on a line."""
    for texts in _dated_texts(document):
        for pattern in DATED:
            for text in texts:
                if (match := pattern.search(text)) and (date := _date(match)):
                    return date, [Evidence("published_on", date, "text", text[:80])]
    for name, hint in document.hints:
        if name == "date" and (match := re.search(FULL_DATE, hint)) and (date := _date(match)):
            return date, [Evidence("published_on", date, "hint", hint)]
    return None, []


def _from_titles(titles: Sequence[Title]) -> Iterator[Evidence]:
    for title in titles:
        # 2023年…关于2022年政府信息公开…: the year nearest to the fixed words is the report's.
        years = years_in(MONTH.sub("", title.before)) or years_in(title.text)
        if years:
            yield Evidence("year", str(years[-1]), "title", title.text)


def years_in(text: str) -> list[int]:
    """The years named in a text, Chinese numerals included, from 2007 on."""
    found = [int(match["year"]) for match in ARABIC.finditer(text)]
    found += [int(match[0].translate(DIGITS)) for match in CHINESE.finditer(text)]
    return [year for year in found if FIRST_LAW <= year < 2100]


def _from_text(document: Document) -> Iterator[Evidence]:
    for paragraph in document.paragraphs:
        text = squeezed(paragraph.text)
        for match in PERIOD.finditer(text):
            end = YEARS_END.match(text[match.end() :])
            if match["range"] and end and end["year"] != match["range"]:
                continue  # 2021年至2025年 is a plan's span.
            year = match["year"] or match["range"] or match["term"]
            yield Evidence("year", year, "period", text[:80])
        arabic = CHINESE.sub(lambda numeral: numeral[0].translate(DIGITS), text)
        for match in STATED.finditer(arabic):
            if FIRST_LAW <= int(match["year"]) < 2100:
                yield Evidence("year", match["year"], "text", text[:80])


def _dated_texts(document: Document) -> tuple[list[str], list[str]]:
    """The short texts above the first heading, metadata tables among them, and those below it."""
    grids = (
        " ".join(cell.text for cell in grid.row(row))
        for grid in document.grids[:2]
        for row in range(grid.height)
    )
    texts = [p.text for p in document.paragraphs]
    headed = first_heading(texts)
    opening = len(texts) if headed is None else headed
    above, below = texts[:opening], texts[opening:]
    return [*grids, *(t for t in above if len(t) <= LONGEST)], [t for t in below if len(t) <= SHORT]


def _date(match: re.Match[str]) -> str | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not (year >= FIRST_LAW and 1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
