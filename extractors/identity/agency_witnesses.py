"""Who says whose report a document is: what it says of itself in bylines, first paragraphs, contact
lines and signatures."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.document import Document, Grid
from extractors.identity.agency_doubts import ITS_PLACE, may_be_one, stands_for_place
from extractors.identity.agency_labels import labelled, publisher_behind
from extractors.identity.agency_offices import body_of
from extractors.identity.agency_statements import NAME, ORGAN, STATEMENTS
from extractors.reading import Evidence
from extractors.words.titles import ALIAS, ELSEWHERE, ORGAN_END, Title, as_title, is_entry, squeezed

PRONOUNS = re.compile(
    r"^(?:我|本(?:机关|单位|部门|局|委|厅|办|院|镇|乡|街道|县|市|区|省|州|旗|中心|公司|年)|各|该|这"
    r"|全(?:省|市|县|区|州(?!县)|镇|乡|旗|年|系统|局|国(?!社))|其(?:他|中)|上级|有关|相关"
    r"|(?:县|市|省)级(?!机关)|区级|乡镇(?!企业)|党中央"
    r"|国务院(?:办公厅|令|关于|有关|各|$)"
    r"|中共(?!.{1,16}[省市县区州旗]委|中央.))"
)
# Sites, parts of sentences, and offices within a body.
JUNK = re.compile(
    r"(?:网|网站|平台|公众号|本站|原创|客户端|管理员|admin)$|我|组长|领导和|^(?:现将|由)|信息公开(?:办|科|处)|公开办公室$"
    r"|^[镇乡]?(?:街道)?(?:党政|综合|行政)*办公室$|^(?:镇|乡|县|市|区|街道)?党(?:委|工委)$"
    r"|^领导小组|^(?:街道办事处|[镇乡]政府|管委会)$"
)
# What many bodies are, and calls none by its name.
ANY = re.compile(
    r"(?:学校|学院|大学|医院|集团|企业|公司|支队|大队|总队|中心|机关|系统|部门|单位|园区|开发区|街道|社区"
    r"|全[省市县区州镇乡])"
)
# Who keeps a site signs what others write.
KEEPER = re.compile(
    r"(?:(?:信息|数据|网络|融媒体)(?:中心|局|管理局|发展局|服务中心|管理中心)|宣传部)$"
)
CLAUSE = re.compile(r"^.*(?:编制|公布|现将|根据|按照|关于|通过|要求|以来|由|，|,)(?=.{4,})")
SEALED = re.compile(r"（(?:盖章|公章|签章|章)）$")
YEAR = r"(?:20\d\d|二[〇○零一二三四五六七八九]{3})年"
NUMBER = r"[\d一二三四五六七八九十]{1,3}"
DATE = rf"{YEAR}{NUMBER}月(?:{NUMBER}日)?"
NAMED = re.compile(rf"(?P<name>{NAME}{ORGAN}(?:（[^（）]{{2,30}}）)?)(?:{DATE}(?:印发)?)?")
DATED = re.compile(rf"{DATE}(?:印发)?")
# What a signature says before the name.
SIGNS = re.compile(r"^(?:填报|报告|报送|编制)单位(?:（(?:盖章|公章|签章)）)?:")
# A year or a date on a line of its own below a title.
OF_TIME = re.compile(rf"（?(?:{DATE}|{YEAR}度?)）?|[\d\-/.:：\s]*")
# What a page says of itself between a title and the text.
OF_PAGE = re.compile(
    r"[【\[（]?(?:发布|发文|公开|公布|更新|添加|录入|成文|生成)?(?:时间|日期)[:：]|发布于|(?:信息|文章)?来源[:：]"
    r"|(?:浏览|访问|阅读|点击)|字[号体][:：]|(?:责任)?编辑[:：]|分享"
)
# How a body speaks of itself, and what its name then is.
SELF = re.compile(r"(?:我|(?<!基)本)(镇|乡|局|委|厅|街道|中心)")
TOWN, NO_GOVERNMENT = "镇|乡|街道|办事处", r"^(?!.*(?:政府|政府办公[室厅]|镇|乡|街道|办事处)$)"
# Where a report, or its page, tells whose it is.
OF_TEXT = ("compiler", "signature", "issued", "statement")
OF_PAGE_HEAD = ("byline", "origin")
METADATA_TABLES = 2
LONGEST, LONGEST_NAME, LONGEST_LINK, LAST = 400, 30, 80, 30


def said_in(document: Document) -> Iterator[Evidence]:
    """What a document's opening says, in paragraphs, metadata tables and hints."""
    told = [
        p.text
        for p in document.paragraphs
        if not p.is_link and len(p.text) < 3000 and not is_entry(p.text)
    ]
    for text, following in pairwise((*told, "")):
        if as_title(text, "line") or (len(text) < LONGEST_LINK and ELSEWHERE.search(text)):
            continue
        if name := publisher_behind(text, following):
            yield from _evidence(name, "byline", text)
        yield from _stated(text)
    for grid in document.grids[:METADATA_TABLES]:
        yield from _from_metadata(grid)
    for name, hint in document.hints:
        if name == "source":
            yield from _evidence(hint, "origin", hint)


def _stated(text: str) -> Iterator[Evidence]:
    """What a paragraph says."""
    line = ALIAS.sub("", squeezed(text[:LONGEST]))
    for source, words, pattern in STATEMENTS:
        if any(map(line.__contains__, words)):
            for match in pattern.finditer(line):
                yield from _evidence(match["name"], source, line)
    for name, source in labelled(text[:LONGEST]):
        yield from _evidence(name, source, text)


def below_titles(document: Document, titles: Sequence[Title]) -> Iterator[Evidence]:
    """An agency on a line of its own below a title, a year or a date between them or behind it."""
    texts = {title.text for title in titles if title.weight} or {title.text for title in titles}
    is_below = False
    for paragraph in document.paragraphs:
        line = squeezed(paragraph.text)
        if line in texts:
            is_below = True
        elif is_below and not OF_TIME.fullmatch(line) and not OF_PAGE.match(line):
            name = NAMED.fullmatch(_unbracketed(line))
            if name and len(name["name"]) < LONGEST_NAME:
                yield from _evidence(name["name"], "below_title", paragraph.text)
            is_below = False


def signatures(document: Document) -> Iterator[Evidence]:
    """An agency on a line of its own above a date, or with one, at the end of a document."""
    lines = [squeezed(paragraph.text) for paragraph in document.paragraphs[-LAST:]]
    for before, printed, following in zip(("", *lines), lines, (*lines[1:], ""), strict=False):
        line = _unbracketed(SIGNS.sub("", printed))
        named = NAMED.fullmatch(line)
        if named is None or len(named["name"]) >= LONGEST_NAME:
            continue
        is_dated = DATED.fullmatch(before) or DATED.fullmatch(following)
        if line != named["name"] or line != printed or is_dated:
            yield from _evidence(named["name"], "signature", line)


def is_any(name: str) -> bool:
    """Whether a name is only what many bodies are: 学校."""
    return ANY.fullmatch(name) is not None


def _unbracketed(line: str) -> str:
    """A line without the brackets around all of it."""
    inner = line.removeprefix("（").removesuffix("）")
    return inner if line == f"（{inner}）" else line


@dataclass(frozen=True)
class Speaker:
    """How a document speaks of the body whose report it is: as 我局, 我镇; "" where it does not."""

    kind: str = ""

    def may_be(self, name: str) -> bool:
        """Whether a name may be the body's: one of 我镇 is a town's, one of 我局 or 我委 no
        government's."""
        pattern = TOWN if re.match(TOWN, self.kind) else NO_GOVERNMENT
        return not self.kind or re.search(pattern, name) is not None

    def is_named(self, name: str) -> bool:
        """Whether a name ends as the body calls itself."""
        return bool(self.kind) and name.endswith(self.kind)


def speaker(document: Document) -> Speaker:
    """Who speaks in a document."""
    said = Counter(kind for p in document.paragraphs for kind in SELF.findall(p.text))
    return Speaker(said.most_common(1)[0][0] if said else "")


def is_banner(name: str, speaks: Speaker, said: Sequence[Evidence]) -> bool:
    """Whether the name of a body above a title is its site's, or a menu's: the text speaks of
    itself otherwise, or whoever is `said` to have written the report is another body, or whoever
    published it one of another place. A government's office may sign for it."""
    if re.search(r"\d", name):
        return False
    if name.endswith("政府"):
        wrote = [e for e in said if e.source in ("compiler", "signature")]
        return not speaks.may_be(name) or any("政府" not in e.value for e in wrote)
    told = [
        e.value
        for e in said
        if not stands_for_place(e.value)
        and not KEEPER.search(e.value)
        and (e.source in OF_TEXT or (e.source in OF_PAGE_HEAD and _is_elsewhere(e.value, name)))
    ]
    return bool(told) and not any(may_be_one(name, e.value) for e in said)


def _is_elsewhere(name: str, other: str) -> bool:
    """Whether two names begin with different places."""
    places = [ITS_PLACE.match(own) for own in (name, other)]
    own, others = (place[0] if place else "" for place in places)
    return bool(own and others) and own not in others and others not in own


def _from_metadata(grid: Grid) -> Iterator[Evidence]:
    for row in range(grid.height):
        cells = grid.row(row)
        for cell, following in pairwise(cells):
            if name := publisher_behind(cell.text, following.text):
                yield from _evidence(name, "byline", cell.text)


def _evidence(name: str, source: str, text: str) -> Iterator[Evidence]:
    name = SEALED.sub("", squeezed(name))
    if source == "statement":
        name = CLAUSE.sub("", name)
    if source == "contact":
        name = re.sub(r"(?:党政(?:综合)?办(?:公室)?|综合办公室|政府信息公开.*)$", "", name)
    if source in ("contact", "signature"):
        name = body_of(name, source == "contact")
    if len(name) < 2 or PRONOUNS.match(name) or JUNK.search(name) or is_any(name):
        return
    if source not in ("byline", "origin") or ORGAN_END.search(name):
        yield Evidence("agency", name, source, text[:120])
