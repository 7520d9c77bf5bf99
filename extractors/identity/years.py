"""The year that a report is about."""

import re
from collections.abc import Iterator, Mapping, Sequence

from extractors.document import Document
from extractors.reading import Evidence, Problem, Severity
from extractors.words.titles import DIGITS, FIRST_LAW, Title, squeezed, year_of

ARABIC = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)(?=年|年度|政府|政务|信息|[\u4e00-\u9fff）]|$)"
)
CHINESE = re.compile(r"[二][〇○零ＯOo0一二三四五六七八九]{3}(?=年|政府|政务|信息)")
PERIOD = re.compile(
    r"(?:统计期限|统计时限|统计周期|统计时间|统计数据|所列数据|数据核定|时限|期限)[^。]{0,20}?(?P<year>(?:19|20)\d{2})年?(?:1月|11日|1日|度|至|起)"
    r"|报告期[:：]?(?P<term>(?:19|20)\d{2})[.年]"
    r"|从?自?(?P<range>(?:19|20)\d{2})年?1?月?1?日?起?至"
)
STATED = re.compile(r"(?P<year>(?:19|20)\d{2})(?:年度|年[，,以度我全共本底末是在主来]|年12月31日)")
# Sentences about what is to come; 将 alone may also mean what was done: 我局将公开工作列入日程.
SENTENCE = re.compile(r"[^。；;！!]+")
PLAN = re.compile(
    r"下一?步|今后|来年|明年|新的一年|下一?年"
    r"|将(?:会|要|进一步|继续|持续|不断|更加|着力|着重|重点|努力|坚持|围绕|加强|加大|深入|切实|从以下)"
)
# What a sentence names is its own year, unless it cites a paper, or compares; a line without marks
# is a label.
CITED = re.compile(r"《[^》]*$|(?:对照|针对|较|比|与)$")
MARKS = re.compile(r"[，。；,;]")
AIM = re.compile(r"将|拟")
# What each witness of the year weighs: a title on the page and the page's own title, without an
# agency or with one; that of a file, which may be left from another; one that running text names,
# which may be another's; the period of the figures; the year that most sentences speak of; the
# year before the page appeared.
LINE, PAGE = (3.0, 4.0), (1.0, 2.0)
OF_FILE, NAMED, PERIOD_WEIGHT, PROSE, BEFORE_PAGE = 0.5, 0.5, 2.5, 1.0, 1.0
# Reports are written from the last month of their year on.
LAST_MONTH = 12
# So many sentences that name a year speak of it.
LEAST_SAID = 2
YEAR_FIRST = re.compile(r"(?:19|20)\d{2}")
YEARS_END = re.compile(r"(?P<year>(?:19|20)\d{2})年?(?!\d{1,2}月)")
MONTH = re.compile(r"(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?")


def find_year(
    document: Document, titles: Sequence[Title], published: str | None
) -> tuple[int | None, list[Evidence], list[Problem]]:
    """(year, evidence, problems). The titles, the period that the report says its figures cover,
    and the year that its first paragraphs speak of are weighed against one another. Where only
    sentences name it, that is a warning, and an error where that year is not over when the report
    appears. Disagreement between titles, between title and period, or between title and all
    sentences is a warning, and so is a report that appears before its year is over; but then the
    text, if it says the year before, tells the year where it has a period, and else makes the year
    unknown."""
    evidence = [*_from_titles(titles), *_from_text(document)]
    by_source = {
        source: [int(e.value) for e in evidence if e.source == source]
        for source in ("title", "period", "text", "aim", "label")
    }
    said = list(dict.fromkeys(by_source["title"]))
    spoken = _most_named(by_source["text"] or by_source["aim"] or by_source["label"])
    period = by_source["period"][:1]
    weights = _weights(titles, period, spoken)
    before = int(published[:4]) - 1 if published else None
    if before in weights:
        weights[before] += BEFORE_PAGE
    year = max(weights, key=weights.__getitem__, default=None)
    problems = [*_differing(said, period)]
    own = [year_of(t.text) for t in titles if t.source != "text"]
    if year in own and not is_over(year, published) and before in (*period, spoken):
        # A report of a year is not out before that year's end.
        if period == [before] and spoken in (None, before):
            return before, evidence, problems
        text = f"the title says {year}, which is not over on {published}, the text {before}"
        return None, evidence, [*problems, Problem("year", Severity.ERROR, text, is_ours=True)]
    if year is not None and (year in own or period):
        problems += [*_too_early(year, published), *_unspoken(year, by_source)]
        return year, evidence, problems
    is_cited = year in said or not (by_source["text"] or by_source["aim"])
    if is_cited and before not in (None, year):
        year = None  # What running text cites may be the report before.
    return year, evidence, [*problems, *_from_prose(year, published)]


def _differing(titles: Sequence[int], period: Sequence[int]) -> Iterator[Problem]:
    """Warnings where titles, or title and period, say different years."""
    if len(titles) > 1:
        text = f"the titles of the page say {' and '.join(map(str, titles))}"
        yield Problem("year", Severity.WARNING, text)
    if titles and period and titles[0] != period[0]:
        text = f"the title says {titles[0]}, the period {period[0]}"
        yield Problem("year", Severity.WARNING, text)


def _weights(
    titles: Sequence[Title], period: Sequence[int], spoken: int | None
) -> dict[int, float]:
    """{year: what all its witnesses weigh}, the titles' first."""
    total: dict[int, float] = {}
    for title in titles:
        for evidence in _from_titles([title]):
            year = int(evidence.value)
            total[year] = total.get(year, 0.0) + _weight(title)
    for years, weight in ((period, PERIOD_WEIGHT), ([spoken], PROSE)):
        for named in years:
            if named is not None:
                total[named] = total.get(named, 0.0) + weight
    return total


def _weight(title: Title) -> float:
    """What a title weighs as a witness of the year."""
    if title.source == "line":
        # The line before a title may be a menu's.
        is_ahead = title.is_joined and YEAR_FIRST.match(title.text) is not None
        return (PAGE if is_ahead else LINE)[title.has_agency]
    if title.source in ("hint", "file"):
        return PAGE[title.has_agency] if title.source == "hint" else OF_FILE
    return NAMED


def _most_named(years: Sequence[int]) -> int | None:
    """The year that is named most often, the first of equals."""
    return max(years, key=years.count, default=None)


def is_over(year: int | None, published: str | None) -> bool:
    """Whether a year is over, but for its last month, when a report appears."""
    return year is None or published is None or published[:7] >= f"{year}-{LAST_MONTH}"


def _too_early(year: int, published: str | None) -> Iterator[Problem]:
    """A warning where a report appears before its year is over: one of the two is another's."""
    if not is_over(year, published):
        text = f"the report is of {year}, but published on {published}"
        yield Problem("year", Severity.WARNING, text)


def _unspoken(year: int, said: Mapping[str, Sequence[int]]) -> Iterator[Problem]:
    """A warning where all that sentences say is of one other year: the title, or the text, is left
    from another report. A single sentence may look back."""
    named = set(said["text"])
    is_named = year in (*said["period"], *said["aim"])
    if len(said["text"]) >= LEAST_SAID and len(named) == 1 and year not in named and not is_named:
        text = f"the report is of {year}, but its sentences speak of {named.pop()}"
        yield Problem("year", Severity.WARNING, text)


def _from_prose(year: int | None, published: str | None) -> Iterator[Problem]:
    """What to say of a year that only sentences name."""
    if year is None:
        return
    yield Problem("year", Severity.WARNING, f"no title and no period says the year {year}")
    if published is not None and year >= int(published[:4]):
        text = f"the year {year}, which only sentences name, is not over on {published}"
        yield Problem("year", Severity.ERROR, text, is_ours=True)


def _from_titles(titles: Sequence[Title]) -> Iterator[Evidence]:
    for title in titles:
        # 2023年…关于2022年政府信息公开…: the year nearest to the fixed words is the report's.
        years = years_in(MONTH.sub("", title.before)) or years_in(MONTH.sub("", title.text))
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
        for sentence in SENTENCE.findall(arabic):
            if PERIOD.search(sentence):
                continue
            for match in STATED.finditer(sentence):
                if FIRST_LAW <= int(match["year"]) < 2100 and not PLAN.search(sentence):
                    source = "aim" if AIM.search(sentence, match.end()) else "text"
                    is_cited = CITED.search(sentence, 0, match.start()) is not None
                    source = "label" if is_cited or not MARKS.search(text) else source
                    yield Evidence("year", match["year"], source, text[:80])
