"""Parts of a page that a script shows: the panels of its tabs on a click, one at a time, or all of
its text once it is loaded. Where the only copy of the report's tables stands in hidden ones,
whoever visits the page can see them."""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from itertools import combinations

from lxml import etree

from extractors.html.declared import said
from extractors.html.shown import shows_figures, shows_picture
from extractors.html.tables import fold, holds_table, is_skipped, leads
from extractors.words.headings import heading_of
from extractors.words.title_lists import may_be_one
from extractors.words.titles import (
    DIGITS,
    Title,
    agency_part,
    as_title,
    names_organ,
    squeezed,
    year_of,
)

TAGS = ("div", "section", "article", "li", "dd")
# Words of which each stands once in the tables of a report: two are two copies, or two reports.
MARKS = (
    *(f"第二十条第（{number}）项" for number in "一五六八"),
    "本年新收政府信息公开申请",
    "上年结转政府信息公开申请",
    "未经复议直接起诉",
    "复议后起诉",
)
MARKED = re.compile("|".join(MARKS))
# A label is no longer; prose may say the same words.
LONGEST_LABEL = 30
# What a tab or a list says that chooses a year.
YEAR_LABEL = re.compile(
    r"((?:19|20)\d{2})(?:年度?)?(?:政府信息公开)?(?:工作)?(?:年度报告|年报|报告|数据|统计表)?"
)
# What a short label says of figures that are not the report's own.
NOT_OWN = re.compile(
    r"往[年期届]|历年|上一?[年期]|去年|历史|(?:更正|修[改订]|调整)前|[旧原老]版|样[表本例张]|模板|示例"
    r"|范[本例]|草稿|[初旧]稿|(?:送审|征求意见)稿|参考|对比"
    r"|(?:下属|所属|直属|下级)(?:单位|机构|部门|企业)|各(?:单位|部门|乡镇|镇街|街道|[乡县区市省])"
    r"|(?:乡镇|镇街|街道)(?:街道)?(?:数据|汇总|情况|年报|报告)|汇总"
)
LONGEST_TAB = 12
# So many sections are most of a report.
LEAST_HEADINGS = 4
# Of more titles than a report has nothing is asked: whoever sets so many shows a list.
MOST_TITLES = 50
CHINESE_YEAR = re.compile(r"二[〇○零ＯOo0一二三四五六七八九]{3}(?=年)")
YEAR = re.compile(r"((?:19|20)\d{2})年")
PERIOD = re.compile(r"((?:19|20)\d{2})年0?1月0?1日")


def show_panels(root: etree._Element, folded: Set[etree._Element]) -> list[etree._Element]:
    """The hidden panels that hold all of the report's tables, shown now; none where anything of
    these is shown, or what may be them under other labels or in a picture, or where they may be
    another report's. `folded` are the elements that a style sheet gives no place on the page."""
    tables = [table for table in root.iter("table") if _is_marked(table)]
    panels = [_panel(table, folded) for table in tables]
    found = [panel for panel in panels if panel is not None]
    if not tables or len(found) < len(tables):
        return []
    is_whole = _is_whole(found)
    group = found[:1] if is_whole else _group(found[0])
    closed = [panel for panel in group if is_whole or _is_folded(panel, folded)]
    opened = [panel for panel in group if panel not in closed]
    is_one = set(found) <= set(closed) and (opened or is_whole)
    if (
        not is_one
        or any(map(_is_drawn, opened))
        or not _is_one_copy(tables)
        or not _are_parts(opened, closed)
        or shows_figures(root, folded)
        or (is_whole and shows_picture(root, folded))
    ):
        return []
    if not _is_one_report(root, folded, group, closed):
        return []
    for panel in closed:
        panel.attrib.pop("style", None)
        panel.attrib.pop("hidden", None)
    return closed


def is_marked(text: str) -> bool:
    """Whether a text has words of the report's tables."""
    return MARKED.search(squeezed(text)) is not None


def _is_marked(table: etree._Element) -> bool:
    return not holds_table(table) and is_marked("".join(table.itertext()))


def _panel(table: etree._Element, folded: Set[etree._Element]) -> etree._Element | None:
    """The one element above a table that is hidden, None where the table is shown, or hidden in
    another way than panels are."""
    hidden = [e for e in (table, *table.iterancestors()) if e in folded or is_skipped(e)]
    if len(hidden) != 1 or hidden[0].tag not in TAGS:
        return None
    return hidden[0] if _is_folded(hidden[0], folded) or _is_unseen(hidden[0]) else None


def _is_folded(element: etree._Element, folded: Set[etree._Element]) -> bool:
    """Whether an element has no place on the page, and is hidden in no other way."""
    own = said((element.get("style") or "").lower())
    is_closed = element in folded or own.get("display") == "none"
    others = {name: value for name, value in own.items() if name != "display"}
    is_struck = "line-through" in str(others) or _is_unseen(element)
    return (is_closed or element.get("hidden") is not None) and not is_struck


def _is_unseen(element: etree._Element) -> bool:
    """Whether an element takes room on the page and is not seen."""
    return said((element.get("style") or "").lower()).get("visibility", "visible") != "visible"


def _group(panel: etree._Element) -> list[etree._Element]:
    """A panel with its neighbours of the same make: their class, role or numbered name."""
    parent = panel.getparent()
    beside = [] if parent is None else [e for e in parent if e.tag == panel.tag]
    return [element for element in beside if _make(element) & _make(panel)]


def _make(element: etree._Element) -> set[str]:
    names = {f".{name}" for name in (element.get("class") or "").split()}
    names |= {"tabpanel"} if element.get("role") == "tabpanel" else set()
    stem = re.sub(r"\d+$", "", element.get("id") or "")
    return names | ({f"#{stem}"} if stem and stem != element.get("id") else set())


def _is_whole(found: Sequence[etree._Element]) -> bool:
    """Whether one part of the page holds a whole report: a script shows it once it is loaded."""
    headings = [heading_of(text) for text in _prose(found[0])] if len(set(found)) == 1 else []
    return len({h.kind for h in headings if h and h.is_known}) >= LEAST_HEADINGS


def _is_drawn(panel: etree._Element) -> bool:
    """Whether a picture is shown, which may be of the tables."""
    return next(panel.iter("img", "canvas", "object", "embed", "iframe"), None) is not None


def _is_one_copy(tables: Sequence[etree._Element]) -> bool:
    """Whether no table comes twice, and any figures are there."""
    text = squeezed("".join(text for table in tables for text in table.itertext()))
    figures = re.sub("|".join(MARKS), "", text)
    return all(text.count(mark) <= 1 for mark in MARKS) and any(map(str.isdigit, figures))


def _are_parts(opened: Sequence[etree._Element], closed: Sequence[etree._Element]) -> bool:
    """Whether no section's numbered heading comes twice in the panels."""
    kinds = [
        heading.kind
        for panel in (*opened, *closed)
        for text in _prose(panel)
        if (heading := heading_of(text)) and heading.is_known and heading.is_chinese
    ]
    return len(kinds) == len(set(kinds))


def _is_one_report(
    root: etree._Element,
    folded: Set[etree._Element],
    group: Sequence[etree._Element],
    closed: Sequence[etree._Element],
) -> bool:
    """Whether the panels hold parts of the report whose title the page shows: none of the tables'
    labels is shown, and no label that chooses a panel, no title, period, year or signature in them
    is another's."""
    shown = list(_texts(root, folded))
    inner = [text for panel in closed for text in map(fold, panel.itertext()) if text]
    own = [title for text in shown for title in as_title(text, "line")]
    every = [*own, *(title for text in inner for title in as_title(text, "line"))]
    titles = list({(title.text, title.before): title for title in every}.values())
    if len(titles) > MOST_TITLES:
        return False
    years = {year for title in own if (year := year_of(title.text))}
    if len(years) != 1 or not all(may_be_one(*pair) for pair in combinations(titles, 2)):
        return False
    (year,) = years
    if any(len(text) <= LONGEST_LABEL and is_marked(text) for text in shown):
        return False
    lines = [text for panel in (*closed, *_beside(group)) for text in _prose(panel)]
    if any(len(text) <= LONGEST_TAB and NOT_OWN.search(text) for text in lines):
        return False
    return _is_of_year(year, inner, _labels(root)) and _is_of_body(titles, lines)


def _is_of_year(year: int, inner: Sequence[str], labels: Iterable[str]) -> bool:
    """Whether no label and no text of the panels is of another year."""
    texts = (_arabic(squeezed(text)) for text in labels)
    chosen = {int(match[1]) for text in texts if (match := YEAR_LABEL.fullmatch(text))}
    text = _arabic(squeezed("".join(inner)))
    named = {int(each) for each in YEAR.findall(text)}
    periods = {int(each) for each in PERIOD.findall(text)}
    is_past = bool(named) and year not in named and min(named) < year
    return chosen <= {year} and periods <= {year} and not is_past


def _arabic(text: str) -> str:
    """The text with its years in digits: 2022年 for 二〇二二年."""
    return CHINESE_YEAR.sub(lambda numeral: numeral[0].translate(DIGITS), text)


def _is_of_body(titles: Sequence[Title], lines: Iterable[str]) -> bool:
    """Whether no line that is the name of a body, as signatures are, names another."""
    own = {agency_part(title.before) for title in titles if title.has_agency}
    named = {text for line in lines if names_organ(text := squeezed(line))}
    return all(any(body in text or text in body for body in own) for text in named)


def _beside(group: Sequence[etree._Element]) -> list[etree._Element]:
    """What stands around a group of panels: the tabs that choose one."""
    parent = group[0].getparent()
    if parent is None:
        return []
    before = parent.getprevious()
    return [e for e in (*parent, before) if e is not None and e not in group]


def _prose(part: etree._Element) -> Iterator[str]:
    """The texts of a part of the page, but for tables and links to other pages."""
    events = etree.iterwalk(part, events=("start", "end"))
    for event, element in events:
        if event == "start" and (element.tag == "table" or leads(element)):
            events.skip_subtree()
        elif event == "start" and (text := fold(element.text or "")):
            yield text
        if event == "end" and element is not part and (text := fold(element.tail or "")):
            yield text


def _texts(root: etree._Element, folded: Set[etree._Element]) -> Iterator[str]:
    """The texts that a page shows, but for links to other pages."""
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        if event == "start" and (element in folded or is_skipped(element) or leads(element)):
            events.skip_subtree()
        elif event == "start" and (text := fold(element.text or "")):
            yield text
        if event == "end" and (text := fold(element.tail or "")):
            yield text


def _labels(root: etree._Element) -> Iterator[str]:
    """The texts of a page with those of its buttons and lists, which may choose what it shows."""
    for element in root.iter(etree.Element):
        if element.tag not in ("script", "style") and not leads(element):
            yield from (text for text in (element.text, element.tail) if text and text.strip())
