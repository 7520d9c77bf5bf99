"""The year that a report is about, and the day it was published."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from extractors.document import Document
from extractors.reading import Evidence, Problem, Severity
from extractors.title_words import Title, squeezed

ARABIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)(?=年|年度|政府|政务|信息|[\u4e00-\u9fff]|$)"
)
CHINESE = re.compile(r"[二][〇○零ＯOo0一二三四五六七八九]{3}(?=年|政府|政务|信息)")
DIGITS = str.maketrans("〇○零ＯOo一二三四五六七八九", "000000123456789")
PERIOD = re.compile(
    r"(?:统计期限|统计时限|统计周期|统计时间|统计数据|所列数据|数据核定|时限|期限)[^。]{0,20}?(?P<year>(?:19|20)\d{2})年?(?:1月|11日|1日|度|至|起)"
    r"|从?自?(?P<range>(?:19|20)\d{2})年?1?月?1?日?起?至"
)
STATED = re.compile(r"(?P<year>(?:19|20)\d{2})(?:年度|年[，,以度我全共本底末是在])")
FULL_DATE = r"(?P<y>(?:19|20)\d{2})\s*[-/.年]\s*(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})"
PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|公开日期|发文日期|成文日期|生成日期|更新日期|添加时间|发表时间|发表日期|时间|日期)\s*[:：]?\s*"
    + FULL_DATE
)
BARE_DATE = re.compile(
    rf"^\s*{FULL_DATE}(?:\s*日)?(?:\s*\d{{1,2}}\s*:\s*\d{{2}}(?::\d{{2}})?)?\s*$"
)
MONTH = re.compile(r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?")
FIRST_LAW, LOOK_AT = 2007, 40


def find_year(
    document: Document, titles: Sequence[Title]
) -> tuple[int | None, list[Evidence], list[Problem]]:
    """(year, evidence, problems). The title's year counts first, then the period that the report
    says its figures cover, then the year that its first paragraphs speak of. Disagreement between
    title and period is a warning."""
    evidence = [*_from_titles(titles), *_from_text(document)]
    by_source = {
        source: [int(e.value) for e in evidence if e.source == source]
        for source in ("title", "period", "text")
    }
    problems = []
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
    for text in _dated_texts(document):
        match = PUBLISHED.search(text) or BARE_DATE.match(text)
        if match and (date := _date(match)):
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
    for paragraph in document.paragraphs[:LOOK_AT]:
        text = squeezed(paragraph.text)
        for match in PERIOD.finditer(text):
            yield Evidence("year", match["year"] or match["range"], "period", text[:80])
        for match in STATED.finditer(text):
            if FIRST_LAW <= int(match["year"]) < 2100:
                yield Evidence("year", match["year"], "text", text[:80])


def _dated_texts(document: Document) -> Iterator[str]:
    for grid in document.grids[:2]:
        for row in range(grid.height):
            yield " ".join(cell.text for cell in grid.row(row))
    yield from (p.text for p in document.paragraphs[:LOOK_AT])


def _date(match: re.Match[str]) -> str | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"
