"""The agency whose report it is, from title, byline, metadata table, first paragraphs and contact
line: the name as the report gives it, in its fullest form."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from extractors.document import Document, Grid, Paragraph
from extractors.reading import Evidence
from extractors.title_words import ORGAN_END, Title, agency_part, names_organ, squeezed

NAME = r"[\u4e00-\u9fff（）〇]{2,40}?"
ORGANS = """人民政府(?:办公室|办公厅)? 政府(?:办公室|办公厅) 委员会 管委会 领导小组办公室
    办公室 办公厅 分局 局 厅 街道办事处 办事处 街道 镇政府 乡政府 镇 乡 海关 中心 公司 委 办 部 院
    馆 站 队"""
ORGAN = f"(?:{'|'.join(ORGANS.split())})"
COMPLETE = re.compile(
    r"(?:政府|委员会|委|管委会|办公室|办公厅|办|局|厅|部|署|院|办事处|中心|公司|海关|关区|机关|馆|站|队|所|会"
    r"|社|行)(?:（.*）)?$"
)
RELATIVE = re.compile(r"^(?:省|市|县|区|州|自治区|自治州|旗)(?=[^级])")
# (kind of evidence, one of these words it needs, pattern)
STATEMENTS = (
    (
        "compiler",
        ("由",),
        re.compile(
            rf"(?:本报告|本年报|报告|本年度报告|要求|规定|[，,]|^)由(?P<name>{NAME}{ORGAN})(?:根据|依据|按照|负责|组织|汇总|编制|编写|编撰|统一)"
        ),
    ),
    (
        "compiler",
        ("编制", "编写", "撰写"),
        re.compile(
            rf"[，,。](?P<name>{NAME}{ORGAN})(?:编制|编写|撰写)(?:形成)?了?(?:本(?:年度)?报告|《[^》]{{0,30}}(?:年度报告|年报))"
        ),
    ),
    (
        "contact",
        ("联系", "咨询", "反映"),
        re.compile(
            rf"(?:请|可)?(?:直接)?(?:与|向|致电)(?P<name>{NAME}{ORGAN}(?:党政办|办公室)?)(?:政府信息公开[\u4e00-\u9fff]{{0,8}})?(?:联系|咨询|反映)"
        ),
    ),
    ("wechat", ("微信",), re.compile(rf"[“\"](?P<name>{NAME}{ORGAN})[”\"](?:政务)?微信")),
    (
        "statement",
        ("20",),
        re.compile(
            rf"(?:涵盖了|反映了)?20\d\d年度?+(?:以来)?[，,]?(?:在[^，,。]{{2,20}}下[，,]){{0,3}}(?P<name>{NAME}{ORGAN})(?:在|以|坚持|认真|严格|高度|深入|全面|积极|切实|按照|根据|紧紧|始终|扎实|持续|政府信息公开)"
        ),
    ),
    (
        "statement",
        ("高度重视", "认真贯彻", "坚持以", "主动公开政府信息"),
        re.compile(
            rf"(?:^|[。，,）)\s])(?P<name>(?:省|市|县|区)?{NAME}{ORGAN})(?:高度重视|认真贯彻|坚持以|主动公开政府信息)"
        ),
    ),
    (
        "statement",
        ("领导小组",),
        re.compile(
            rf"(?:成立了?|《)(?P<name>{NAME}{ORGAN})(?:关于调整[^》]{{0,6}})?(?:政务|政府信息|（|）)*公开(?:工作)?领导小组"
        ),
    ),
    (
        "issued",
        ("关于",),
        re.compile(
            rf"^(?P<name>{NAME}{ORGAN})关于(?:公布|发布|印发|公开|报送)"
            r"[^，。]{0,12}政府信息公开[^，。]{0,8}(?:年度报告|年报)"
        ),
    ),
    (
        "issued",
        ("编制了", "公布"),
        re.compile(
            rf"(?:^|[，。,])(?P<name>{NAME}{ORGAN})(?:编制了|特向社会公布|现(?:向社会)?公布)"
        ),
    ),
)
LABELLED = re.compile(
    r"(?:发布机构|发布单位|公开机构|公开主体|发布机关|编制单位|报送单位|制作单位|(?P<origin>信息来源|文章来源|稿源|来源)|发布者|单位|作者|发布)\s*[:：]\s*(?P<name>[\u4e00-\u9fff（）()]{2,40})"
)
LABELS = frozenset(("发布机构", "发布单位", "公开机构", "公开主体", "发布机关", "编制单位", "单位"))
PRONOUNS = re.compile(
    r"^(?:我|本|各|全|该|其|这|上级|有关|相关|县级|市级|省级|区级|乡镇|各级|国务院(?!国有资产监督管理委员会|港澳事务|侨务|台湾事务|参事室|研究室)|党中央|中共(?!.{1,7}[省市县区州旗]委))"
)
JUNK = re.compile(r"(?:网|网站|平台|公众号|本站|原创|客户端|管理员|admin)$|信息公开(?:办|科|处)")
# Who keeps a site signs what others write.
KEEPER = re.compile(r"(?:信息|数据|网络|融媒体)中心$")
CLAUSE = re.compile(r"^.*(?:根据|按照|关于|通过|要求|以来|由|，|,)(?=.{4,})")
PLACE = re.compile(r"[省市县区州旗盟镇乡]|街道")
LOOK_AT = 60
METADATA_TABLES = 2
LONGEST, LONGEST_NAME, LONGEST_LABEL = 400, 30, 12
ORDER = (
    "compiler",
    "contact",
    "issued",
    "byline",
    "statement",
    "wechat",
    "signature",
    "below_title",
    "origin",
)


def find_agency(document: Document, titles: Sequence[Title]) -> tuple[str | None, list[Evidence]]:
    """(name, evidence). A bare place in the title (上海市) is completed by a body that names itself
    as the compiler; a name without its place (市文化和旅游局) by a fuller form of the same name.
    A brief title's place stands for its government (evidence "inferred").
    None where nothing names an agency."""
    evidence = [*_from_titles(titles), *_below_title(document, titles), *_from_text(document)]
    inferred = [e.value for e in evidence if e.source == "inferred"]
    if inferred:
        return inferred[0], evidence
    named = [e.value for e in evidence if e.source == "title"]
    others = [e for e in evidence if e.source != "title"]
    if named:
        return _completed(_fullest(named), others), evidence
    for source in ORDER:
        for e in others:
            if e.source == source:
                return _completed(e.value, [o for o in others if o is not e]), evidence
    return None, evidence


def _from_titles(titles: Sequence[Title]) -> Iterator[Evidence]:
    for title in titles:
        if title.place:
            yield Evidence("agency", f"{title.place}人民政府", "inferred", title.text)
        name = _cleaned(agency_part(title.before))
        if name and names_organ(name):
            yield Evidence("agency", name, "title", title.text)


def _cleaned(name: str) -> str:
    """A name cut at 政府信息公开 gets its 政府 back: 张义镇人民 → 张义镇人民政府."""
    name = re.sub(r"^.*(?:公布|印发|发布|】|>)", "", name)
    name = re.sub(r"^[^\u4e00-\u9fff]+|[^\u4e00-\u9fff）]+$", "", name)
    if PRONOUNS.match(name):
        return ""
    return name + "政府" if name.endswith("人民") else name


def _fullest(names: Sequence[str]) -> str:
    """The first name, or a later one that ends with it and says more."""
    best = names[0]
    for name in names[1:]:
        if len(name) > len(best) and (name.endswith(best) or best in name):
            best = name
    return best


def _completed(name: str, others: Sequence[Evidence]) -> str:
    if COMPLETE.search(name):
        fuller = [
            e.value
            for e in others
            if e.value.endswith(name) and _is_place(e.value.removesuffix(name), name)
        ]
        if RELATIVE.match(name) or not re.match(r".{1,8}?(?:省|市|县|区|州|旗|镇|乡|街道)", name):
            return fuller[0] if fuller else name
        return _same_office(name, others)
    for source in ("compiler", "contact", "byline"):
        for e in others:
            if e.source == source and name in e.value and COMPLETE.search(e.value):
                return e.value
    return name


def _is_place(prefix: str, name: str) -> bool:
    """Whether what a fuller form adds can be the place: 武汉 before 市文化和旅游局."""
    return bool(prefix) and (bool(RELATIVE.match(name)) or PLACE.search(prefix) is not None)


def _same_office(name: str, others: Sequence[Evidence]) -> str:
    """宿迁市政府办公室 and 宿迁市人民政府办公室 are one name, the second in full."""
    for e in others:
        if e.value != name and e.value.replace("人民政府", "政府") == name:
            return e.value
    return name


def _from_text(document: Document) -> Iterator[Evidence]:
    for text in _texts(document):
        line = squeezed(text[:LONGEST])
        for source, words, pattern in STATEMENTS:
            if any(map(line.__contains__, words)):
                for match in pattern.finditer(line):
                    yield from _evidence(match["name"], source, line)
        for match in LABELLED.finditer(text[:LONGEST]):
            source = "origin" if match["origin"] else "byline"
            yield from _evidence(match["name"], source, text)
    for grid in document.grids[:METADATA_TABLES]:
        yield from _from_metadata(grid)
    for name, hint in document.hints:
        if name == "source":
            yield from _evidence(hint, "origin", hint)
    yield from _signature(document)


def _below_title(document: Document, titles: Sequence[Title]) -> Iterator[Evidence]:
    """An agency on a line of its own right below the title."""
    texts = {title.text for title in titles}
    for line, following in pairwise(document.paragraphs[:LOOK_AT]):
        name = squeezed(following.text).strip("（）")
        is_name = len(name) < LONGEST_NAME and re.fullmatch(rf"{NAME}{ORGAN}", name)
        if is_name and squeezed(line.text) in texts:
            yield from _evidence(name, "below_title", following.text)


def _texts(document: Document) -> Iterator[str]:
    return (p.text for p in document.paragraphs[:LOOK_AT] if len(p.text) < 3000)


def _from_metadata(grid: Grid) -> Iterator[Evidence]:
    for row in range(grid.height):
        cells = grid.row(row)
        for cell, following in pairwise(cells):
            if _names_publisher(cell.text):
                yield from _evidence(squeezed(following.text), "byline", cell.text)


@lru_cache(maxsize=8192)
def _names_publisher(text: str) -> bool:
    return len(text) < LONGEST_LABEL and "".join(text.split()).rstrip(":：") in LABELS


def _signature(document: Document) -> Iterator[Evidence]:
    """An agency on a line of its own above a date, at the end."""
    lines: list[Paragraph] = list(document.paragraphs)[-30:]
    for line, following in pairwise(lines):
        name = squeezed(line.text)
        is_dated = re.match(r"^20\d\d年\d{1,2}月\d{1,2}日$", squeezed(following.text))
        is_name = len(name) < LONGEST_NAME and re.fullmatch(rf"{NAME}{ORGAN}", name)
        if is_dated and is_name and not KEEPER.search(name):
            yield Evidence("agency", name, "signature", name)


def _evidence(name: str, source: str, text: str) -> Iterator[Evidence]:
    name = squeezed(name)
    if source == "statement":
        name = CLAUSE.sub("", name)
    if source == "contact":
        name = re.sub(r"(?:党政办|党政综合办公室|政府信息公开.*)$", "", name)
        name = re.sub(r"(?<=[局厅委])办公室$", "", name)
    if len(name) < 2 or PRONOUNS.match(name) or JUNK.search(name):
        return
    if source not in ("byline", "origin") or ORGAN_END.search(name):
        yield Evidence("agency", name, source, text[:120])
